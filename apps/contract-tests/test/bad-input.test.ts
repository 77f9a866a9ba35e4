import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { runCli } from "./run-cli.ts";
import { startServer } from "./stub-server.ts";

const token = "tok_live_4f9c2b7e";
const mock = inject("mockUrl");
const unused = "http://127.0.0.1:1";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bad-input-"));
  return () => rm(folder, { recursive: true });
});

/** Runs the command on files in a folder, and checks what every refusal has in common. */
async function refuse(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const placed = args.map((arg) => arg.replace(/^(json=)?(?=[\w/]+\.\w+$)/, `$1${folder}/`));
  const { code, out, err: printed } = await runCli(placed, { environment });
  const err = printed.replaceAll(`${folder}/`, "");
  const [last = "", ...before] = err.trimEnd().split("\n").toReversed();

  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(before.every((line) => line.startsWith("Testing "))).toBe(true);
  expect(err).not.toContain(token);
  expect(err).not.toMatch(/pa55word|\bat .+:\d+/);
  return last.replace("Failed to run the contract tests: ", "");
}

test.each([
  [[], "--url is missing. Give the server's URL, or a target file that has it with --target."],
  [["--url", mock], "--token is missing. Give a token that the server accepts, or set CONTRACT_TOKEN."],
  [
    ["--url", "ftp://x"],
    "option '--url <url>' argument 'ftp://x' is invalid. Give a URL, such as http://127.0.0.1:4010.",
  ],
  [
    ["--url", "http://me:pa55word@127.0.0.1"],
    "the URL of the server contains a user name or a password. Leave them out.",
  ],
  [["--urll", mock], "unknown option '--urll' (Did you mean --url?)"],
  [["--runs", "many"], "option '--runs <n>' argument 'many' is invalid. Give a whole number from 0."],
  [["--max-requests", "0"], "option '--max-requests <n>' argument '0' is invalid. Give a whole number from 1."],
  [["--pace", "fast"], "option '--pace <n/s>' argument 'fast' is invalid. Give requests and seconds, such as 100/10s."],
  [
    ["--replay", "1"],
    "option '--replay <seed:path>' argument '1' is invalid. Give what a report says, such as 1:getIntegration/invalid-path-id:0.",
  ],
  [
    ["--url", mock, "--token", token, "--replay", "1:nothing:0"],
    '--replay names "nothing", which this contract does not have.',
  ],
  [
    ["--url", mock, "--token", `${token}\n${token}`],
    "--token contains a character that a header cannot have, such as a line break.",
  ],
  [
    ["--url", mock, "--token", token, "--ca", "nowhere.pem"],
    "--ca nowhere.pem cannot be read: the file does not exist.",
  ],
  [
    ["--url", mock, "--token", token, "--report", "json=nowhere/a.json"],
    "--report json=nowhere/a.json cannot be written: its folder does not exist.",
  ],
  [["--contract", "nowhere.yaml"], "--contract nowhere.yaml cannot be used: the file does not exist."],
  [["--target", "nowhere.yaml"], "--target nowhere.yaml cannot be used: the file does not exist."],
])("refuses %j in one line", async (args, message) => {
  expect(await refuse(args)).toBe(message);
});

test.each(["--only", "--skip"])("names the valid checks for %s", async (option) => {
  expect(await refuse([option, "all"])).toMatch(
    /argument 'all' is invalid\. "all" is not a check\. Valid: .+body-schema/,
  );
});

test.each([
  ["swagger: '2.0'", "it is Swagger 2.0. Convert it to OpenAPI 3 first."],
  ["openapi: 3.1.0", "it is not an OpenAPI 3 document with paths."],
  ["openapi: 3.1.0\npaths: { /a: { $ref: a.yaml } }", "it refers to a.yaml. Bundle it into one file first."],
  ["a: [", /^Flow sequence/],
])("refuses the contract %j", async (text, reason) => {
  await writeFile(join(folder, "contract.yaml"), text);

  const message = await refuse(["--contract", "contract.yaml"]);

  expect(message.replace("--contract contract.yaml cannot be used: ", "")).toEqual(
    typeof reason === "string" ? reason : expect.stringMatching(reason),
  );
});

test.each([
  ["tokn: a", 'the file has an unknown key "tokn". Valid: url, token, scenarios, pace, accept.'],
  [
    "scenarios: { documented: { idd: a } }",
    'scenarios.documented has an unknown key "idd". Valid: id, environment_id, token, body.',
  ],
  ["token: $UNSET_TOKEN", "token is $UNSET_TOKEN, but the environment variable UNSET_TOKEN is not set."],
  [`token: [${token}]`, "token is not a text. Give the credential, or $NAME to read it from the environment."],
  ["pace: fast", 'pace is "fast". Give requests and seconds, such as 100/10s.'],
  [
    "accept: [{ check: allow-on-405, until: soon, why: a }]",
    'accept[0].until is "soon". Give the last day, such as 2027-01-31.',
  ],
  ["accept: [{ check: allow-on-405, until: 2027-01-31 }]", "accept[0].why is missing. Give a text."],
  [
    "accept: [{ check: allow-on-405, operation: nothing, until: 2027-01-31 }]",
    /^accept\[0\]\.operation is "nothing"\. Valid: /,
  ],
  ["scenarios: [a]", 'scenarios is ["a"]. Give keys and values.'],
  ["a: [", /^Flow sequence/],
])("refuses the target file %j", async (text, reason) => {
  await writeFile(join(folder, "target.yaml"), text);

  const message = await refuse(["--target", "target.yaml"]);

  expect(message.replace("--target target.yaml cannot be used: ", "")).toEqual(
    typeof reason === "string" ? reason : expect.stringMatching(reason),
  );
});

test("refuses a password in the URL of a target file", async () => {
  await writeFile(join(folder, "target.yaml"), "url: http://me:pa55word@127.0.0.1");

  expect(await refuse(["--target", "target.yaml"])).toBe(
    "the URL of the server contains a user name or a password. Leave them out.",
  );
});

test.each([
  [
    "no server",
    unused,
    /^http:\/\/127\.0\.0\.1:1 does not respond to GET \S+: connect ECONNREFUSED .+\. Check --url\.$/,
  ],
  ["HTTPS where there is HTTP", mock.replace("http", "https"), /the TLS handshake failed \(.+\)\. Check --url\.$/],
  ["another path", `${mock}/v2`, /\/v2 does not have \/\S+ \(404\)\. Give an id that exists as scenarios\.documented/],
])("explains %s", async (_, url, message) => {
  expect(await refuse(["--url", url, "--token", token])).toMatch(message);
});

test("explains a token that the server does not accept", async () => {
  expect(await refuse(["--url", mock, "--token", "expired"])).toBe(
    `${mock} does not accept the token (401). Check --token or CONTRACT_TOKEN.`,
  );
});

test.each([200, 404])("explains a website that responds with %i", async (status) => {
  const site = await startServer((_, response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><title>Another site</title>");
  });
  onTestFinished(site.close);

  expect(await refuse(["--url", site.url, "--token", token])).toMatch(
    /responds to GET \S+ with a web page \(\d+\)\. Check --url\.$/,
  );
});

test("explains a server that does not speak HTTP", async () => {
  const server = createServer((socket) => socket.on("error", () => undefined).end("220 mail.example.com ESMTP\r\n"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  expect(await refuse(["--url", `http://127.0.0.1:${port}`, "--token", token])).toMatch(
    /does not match the HTTP\/1\.1 protocol/,
  );
});

test("refuses a token from the environment that does not fit in a header", async () => {
  expect(await refuse(["--url", mock], { CONTRACT_TOKEN: `${token}\t` })).toBe(
    "--token contains a character that a header cannot have, such as a line break.",
  );
});
