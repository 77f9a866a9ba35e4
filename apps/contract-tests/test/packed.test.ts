import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type Installed, installPackages } from "@integrations-api/test-install/install-packages";
import { firstLine } from "@integrations-api/test-install/user-shell";
import { beforeAll, expect, onTestFinished, test } from "vitest";

let installed: Installed;
beforeAll(async () => {
  installed = await installPackages("@integrations-api/contract-tests", "@integrations-api/mock-server");
  return () => installed.remove();
}, 300_000);

test("tests the packed mock on the machine's own Node", async () => {
  const mock = installed.spawn(["integrations-api-mock", "--port", "0", "--log", "silent", "--time-scale", "0"]);
  onTestFinished(() => void mock.kill());
  const url = await firstLine(mock);

  const suite = installed.spawn(["integrations-api-contract", "--url", url, "--token", "tok_live_4f9c2b7e"]);
  const [out, err] = await Promise.all([text(suite.stdout!), text(suite.stderr!), once(suite, "close")]);

  expect({ code: suite.exitCode, err }).toEqual({ code: 0, err: expect.stringMatching(/^(Testing \w+ …\n)+$/) });
  expect(out).toContain(`${url} conforms to the contract`);
});
