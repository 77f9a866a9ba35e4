import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { readContract } from "../src/contract/read-contract.ts";
import { readDocument } from "../src/contract/read-document.ts";
import { runCli } from "./run-cli.ts";
import { startStub } from "./stub-server.ts";

const token = "tok_live_4f9c2b7e";
const { operations } = readContract(await readDocument());
const plan = ["--token", token, "--runs", "16"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  return () => rm(folder, { recursive: true });
});

const read = (file: string): Promise<string> => readFile(join(folder, file), "utf8");

/** A server whose 405 does not say which methods there are. */
async function startWithoutAllow(): Promise<string> {
  const { url, close } = await startStub(({ status, body, headers }) => {
    headers.delete("allow");
    return new Response(body, { status, headers });
  });
  onTestFinished(close);
  return url;
}

/** A server that takes ids in braces. */
async function startLenient(): Promise<string> {
  const { url, close } = await startStub((right, { url: target = "" }) => {
    return target.includes("%7B") ? Response.json({}, { status: 404 }) : right;
  });
  onTestFinished(close);
  return url;
}

test("exercises everything in the contract that the mock can send", async () => {
  const { code, out } = await runCli(["--url", inject("mockUrl"), ...plan, "--report", `json=${folder}/all.json`]);
  const { exit, exercised, notReached } = JSON.parse(await read("all.json"));

  const { operations: asked, parameters, responses, headers, examples } = exercised;
  const onPurpose = operations.flatMap(({ scenarios }) => scenarios.filter(({ fault, patch }) => fault ?? patch));
  expect({ code, exit }).toEqual({ code: 0, exit: 0 });
  expect([asked, parameters, responses, headers].flatMap(({ missing }) => missing)).toEqual([]);
  expect(examples.missing).toEqual(onPurpose.map(({ name }) => name));
  expect(notReached.map(({ scenario }: { scenario: string }) => scenario)).toEqual(examples.missing);
  expect(out).toContain("conforms to the contract");
});

test("writes every format without the token", async () => {
  const url = await startWithoutAllow();
  const files = [
    `junit=${folder}/a.xml`,
    `json=${folder}/a.json`,
    `har=${folder}/a.har`,
    `markdown=${folder}/a.md`,
    `text=${folder}/a.txt`,
  ];

  const { code, out, err } = await runCli(["--url", url, ...plan, "--report", files.join(",")]);
  const texts = await Promise.all(files.map((file) => readFile(file.split("=")[1]!, "utf8")));

  expect(code).toBe(1);
  expect([out, err, ...texts].filter((text) => text.includes(token))).toEqual([]);
  expect(texts[0]).toMatch(/<failure [^>]*A 405 has no `Allow` header\./);
  expect(texts[3]).toContain("**`allow-on-405`**");
  expect(out).toContain(texts[4]!.trim());
  const { log } = JSON.parse(texts[2]!);
  expect(log.entries.length).toBe(JSON.parse(texts[1]!).requests);
  const { violations } = JSON.parse(texts[1]!);
  expect(violations).toEqual([
    expect.objectContaining({
      check: "allow-on-405",
      operation: expect.any(String),
      pointer: "allow",
      replay: null,
    }),
  ]);
});

test("writes no secret of a body into the archive", async () => {
  const secret = "s3cr3t-of-a-client";
  const { url, close } = await startStub(async (right) => {
    const body = await right.text();
    const text = body.replace(/"(secret|client_secret|token|value|password)":"[^"{]*"/g, `"$1":"${secret}"`);
    return new Response(right.status === 204 ? null : text, { status: right.status, headers: right.headers });
  });
  onTestFinished(close);

  await runCli(["--url", url, ...plan, "--report", `har=${folder}/secret.har`]);
  const { log } = JSON.parse(await read("secret.har"));

  expect(JSON.stringify(log)).toContain("[redacted]");
  expect(JSON.stringify(log)).not.toContain(`\\"secret\\":\\"${secret}`);
});

test("quotes what the contract says about a missing property", async () => {
  const { url, close } = await startStub(async (right) => {
    if (right.status !== 200 || right.body === null) return right;
    const { team: _team, ...body } = Object(await right.json());
    return Response.json(body, { status: right.status, headers: right.headers });
  });
  onTestFinished(close);

  const { out } = await runCli(["--url", url, ...plan, "--only", "body-schema"]);

  expect(out).toContain("`/team` is missing.");
  expect(out).toMatch(
    /The contract: The vendor's guide also shows this body without .+`team`.+ \(Integration\.team\)$/m,
  );
});

test("replays the simplest generated request that fails", async () => {
  const url = await startLenient();
  await runCli(["--url", url, ...plan, "--report", `json=${folder}/first.json`]);
  const [found] = JSON.parse(await read("first.json")).violations;

  const again = await runCli([
    "--url",
    url,
    ...plan,
    "--replay",
    found.replay,
    "--report",
    `json=${folder}/again.json`,
  ]);
  const { violations, requests } = JSON.parse(await read("again.json"));

  expect(found).toMatchObject({ check: "refuses-invalid", scenario: "invalid" });
  expect(again.code).toBe(1);
  expect(requests).toBeLessThan(45);
  expect(violations.map(({ curl }: { curl: string }) => curl)).toEqual([found.curl]);
});

test.each([
  ["2999-12-31", 0],
  ["2001-12-31", 1],
])("accepts a known violation until %s", async (until, code) => {
  const url = await startWithoutAllow();
  const file = { url, token, accept: [{ check: "allow-on-405", until, why: "ticket 512" }] };
  await writeFile(join(folder, "known.yaml"), JSON.stringify(file));

  const ran = await runCli(["--target", join(folder, "known.yaml"), "--runs", "4"]);

  expect(ran.code).toBe(code);
  expect(ran.out.includes("accepted until")).toBe(code === 0);
});

test.each([
  [["--only", "body-schema"], 0],
  [["--skip", "allow-on-405"], 0],
  [["--only", "allow-on-405"], 1],
])("runs the checks of %j", async (options, code) => {
  const url = await startWithoutAllow();

  expect((await runCli(["--url", url, ...plan, ...options])).code).toBe(code);
});

test.each([
  [[], 1],
  [["--inferred", "warn"], 0],
  [["--inferred", "warn", "--fail-on", "warning"], 1],
])("grades what the contract infers by %j", async (options, code) => {
  const url = await startLenient();

  expect((await runCli(["--url", url, ...plan, ...options])).code).toBe(code);
});

test("reads the token from standard input", async () => {
  const { url, close } = await startStub();
  onTestFinished(close);

  const { code } = await runCli(["--url", url, "--token", "-", "--runs", "0"], { input: `${token}\n` });

  expect(code).toBe(0);
});

test("cannot tell if the budget ends before the scenarios", async () => {
  const { code, out } = await runCli(["--url", inject("mockUrl"), ...plan, "--max-requests", "5"]);

  expect(code).toBe(2);
  expect(out).toContain("All 5 requests are sent. Not all scenarios of ");
});

test("prints a target file that it can read", async () => {
  const { url, close } = await startStub();
  onTestFinished(close);
  const printed = await runCli(["--print-target", "--url", url]);
  await writeFile(join(folder, "printed.yaml"), printed.out.replace(/# (documented): \{.*\}/, "$1: {}"));

  const options = { environment: { CONTRACT_TOKEN: token } };
  const { code } = await runCli(["--target", join(folder, "printed.yaml"), "--runs", "0"], options);

  expect(printed.code).toBe(0);
  for (const { name, fault, patch } of operations.flatMap(({ scenarios }) => scenarios))
    expect(printed.out.includes(` ${name}:`)).toBe(!fault && !patch);
  expect(code).toBe(0);
});
