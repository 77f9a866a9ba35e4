import { startProvider } from "./start-provider.ts";
import type { StartOptions } from "./start-options.ts";

/** Starts the provider, says where it is, and ends it on a signal. Never resolves. */
export async function runProvider(options: StartOptions): Promise<never> {
  // Before anything that takes time: as the first process of a container, it would lose an earlier signal.
  const signalled = new Promise<"signal">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve("signal"));
  });
  // Whoever sends a second one does not want to wait.
  void signalled.then(() => process.on("SIGINT", () => process.exit(1)).on("SIGTERM", () => process.exit(1)));
  const started = await Promise.race([startProvider(options), signalled]);
  // What has been started so far ends with this process.
  if (started === "signal") process.exit(0);

  const { url, access, failed, close } = started;
  const { token, target } = access ?? {};
  if (options.log === "json") console.log(JSON.stringify({ url, token, target }));
  else if (options.log === "silent") console.log(url);
  else console.log([`Provider: ${url}`, ...(access ? [`Token:    ${token}`, `Target:   ${target}`] : [])].join("\n"));

  const hasFailed = (await Promise.race([signalled, failed])) !== "signal";
  await close();
  process.exit(hasFailed ? 1 : 0);
}
