import { startProvider } from "./start-provider.ts";
import type { StartOptions } from "./start-options.ts";

/** Starts the provider, says where it is, and ends it on a signal. Resolves when it has ended. */
export async function runProvider(options: StartOptions): Promise<void> {
  // Before anything that takes time: as the first process of a container, it would lose an earlier signal.
  const signalled = new Promise<"signal">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve("signal"));
  });
  // Whoever sends a second one does not want to wait.
  void signalled.then(() => process.on("SIGINT", () => process.exit(1)).on("SIGTERM", () => process.exit(1)));
  const { url, access, failed, close } = await startProvider(options);
  const { token, target } = access ?? {};
  if (options.log === "json") console.log(JSON.stringify({ url, token, target }));
  else if (options.log === "silent") console.log(url);
  else console.log([`Provider: ${url}`, ...(access ? [`Token:    ${token}`, `Target:   ${target}`] : [])].join("\n"));

  const reason = await Promise.race([signalled, failed]);
  if (reason !== "signal") {
    console.error(`The embedded PostgreSQL ended by itself (${reason}). Data in a --data folder is kept: start again.`);
    process.exit(1);
  }
  await close();
  process.exit(0);
}
