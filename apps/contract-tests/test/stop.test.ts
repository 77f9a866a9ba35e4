import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startStub } from "./stub-server.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

test.each(["SIGINT", "SIGTERM"] as const)("reports what it has on %s", async (signal) => {
  let asked = 0;
  const { url, close } = await startStub((right) => {
    asked += 1;
    if (asked !== 20) return right;
    suite.kill(signal);
    return new Promise<Response>(() => undefined);
  });
  onTestFinished(close);
  const suite = spawn(process.execPath, [cli, "--url", url, "--token", "any"], {
    stdio: ["ignore", "pipe", "inherit"],
  });

  const [out] = await Promise.all([text(suite.stdout), once(suite, "close")]);

  expect(suite.exitCode).toBe(130);
  expect(out).toMatch(/^Exercised: 1 of 1 operations/m);
  expect(out).toMatch(
    /^Stopped: \S+ was not tested to the end \(0 violations, \d+ warnings?; \d+ requests in .+\)\.$/m,
  );
});
