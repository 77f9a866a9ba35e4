import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await cloneWorkspace();
});
afterAll(() => copy.remove());

/** Every command in the READMEs, one per line. */
async function readCommands(): Promise<string[]> {
  const files = await Array.fromAsync(glob("**/*.md", { cwd: copy.folder, exclude: ["**/node_modules"] }));
  const texts = await Promise.all(files.map((file) => readFile(join(copy.folder, file), "utf8")));
  const blocks = texts.flatMap((markdown) => [...markdown.matchAll(/^ *```sh\n(.*?)^ *```$/gms)]);
  const lines = blocks.flatMap(([, block]) => block!.trim().split("\n"));
  return lines.map((line) => line.trim().replace(/ +# .*$/, ""));
}

/** Where each command is tried: a file, and what in it runs the command. */
const trials: [command: RegExp, file: string, trial: RegExp][] = [
  [/^npm ci && npm start$/, "apps/workspace/test/signals.test.ts", /^const start = "npm start";$/m],
  [/^npm ci && npm test$/, ".ci/run", /^npm ci\n(?:.*\n)*npm test$/m],
  [/^npm start -- --mock-port \d+ --reference-port \d+$/, "apps/workspace/test/start.test.ts", /"--mock-port", String/],
  [/^npx nx (lint|test) [a-z-]+$/, "package.json", /"test": "nx run-many --targets=lint,typecheck,test"/],
  [/^npx nx build [a-z-]+$/, "apps/workspace/test/other-operations.test.ts", /nx\("run-many", "--targets=build"/],
  [/^npx nx bundle openapi$/, "apps/workspace/test/workspace-copy.ts", /"--targets=build,bundle"/],
  [/^npx nx check-plans release --base \S+$/, "apps/workspace/test/release.test.ts", /nx\("check-plans", "release"/],
  [
    /^npx nx serve api-reference( --port \d+)?$/,
    "apps/workspace/test/start.test.ts",
    /"npx nx serve api-reference --port=0"/,
  ],
  [/^npx nx serve api-reference --mock \S+$/, "apps/api-reference/test/serve.test.ts", /startServe\("--mock", /],
  [/^npx nx prism mock-server$/, "apps/workspace/test/start.test.ts", /"npx nx prism mock-server --port=0"/],
  [/^npm run mock -- --port \d+$/, "apps/workspace/test/signals.test.ts", /"npm run --silent mock -- --port 0/],
  [
    /^npx @integrations-api\/mock-server --port \d+$/,
    "apps/mock-server/test/readme.test.ts",
    /startByCommand\(command\)/,
  ],
  [/^npm run provider$/, "apps/workspace/test/signals.test.ts", /^const provider = "npm run --silent provider/m],
  [/^npm run provider -- .+$/, "apps/reference-provider/test/readme.test.ts", /await run\(toArguments\(command\)\)/],
  [/^npm run contract$/, "apps/workspace/test/other-operations.test.ts", /"apps\/workspace\/contract\.js"/],
  [
    /^npx @integrations-api\/contract-tests --url \S+ --token any$/,
    "apps/contract-tests/test/readme.test.ts",
    /runCli\(args\)/,
  ],
  [
    /^npx @integrations-api\/contract-tests (--print-target > staging|--target staging)\.yaml$/,
    "apps/contract-tests/test/reports.test.ts",
    /"--target", join\(folder, "printed\.yaml"\)/,
  ],
  [
    /^npm run contract:diff( -- --base \S+ --revision \S+ --json| -- --markdown -)?$/,
    "apps/workspace/test/contract-diff.test.ts",
    /"run", "--silent", "contract:diff"/,
  ],
  [
    /^npx nx release plan minor --message ".+" --groups packages$/,
    "apps/workspace/test/release.test.ts",
    /copy\.nx\("release", "plan", "minor", "--message", message, "--groups", "packages"\)/,
  ],
  [/^npx oxfmt$/, ".ci/run", /^npx oxfmt --check$/m],
  // The tests of the packages install the packed tarballs.
  [/^npm install @integrations-api\/client$/, "packages/client/test/packed.test.ts", /createConsumer\(/],
  [/^npm install @integrations-api\/openapi$/, "openapi/test/readme.test.ts", /installPacked\(/],
  [
    /^npm install --save-dev @integrations-api\/mock-server$/,
    "apps/mock-server/test/packed.test.ts",
    /installPackages\("@integrations-api\/mock-server"\)/,
  ],
  [/^npm install @integrations-api\/explain$/, "packages/explain/test/readme.test.ts", /createConsumer\(/],
  [
    /^npm install --save-dev @integrations-api\/scenarios$/,
    "packages/scenarios/test/readme.test.ts",
    /createConsumer\(/,
  ],
];

test("gives only commands that are tried", async () => {
  const read = (file: string): Promise<string> => readFile(join(copy.folder, file), "utf8");
  const ci = [await read(".ci/run"), (await read(".github/workflows/ci.yml")).replaceAll(/^.*run: /gm, "")].join("\n");
  const tried = await Promise.all(trials.map(async ([, file, trial]) => trial.test(await read(file))));
  const commands = await readCommands();

  const untried = commands.filter(
    (command) =>
      !ci.split("\n").includes(command) && !trials.some(([pattern], index) => tried[index] && pattern.test(command)),
  );

  expect(untried).toEqual([]);
  expect(commands.length).toBeGreaterThan(10);
});

test("lists no command that no README gives", async () => {
  const commands = await readCommands();

  expect(trials.filter(([pattern]) => !commands.some((command) => pattern.test(command)))).toEqual([]);
});

test("names targets that exist", async () => {
  const words = (await readCommands()).map((command) => command.split(" "));
  // `nx release` is a command of Nx itself.
  const named = words.filter(([, tool, target]) => tool === "nx" && target !== "release");

  for (const [, , target, project] of named) {
    const places = `{${project},packages/${project},apps/${project}}/package.json`;
    const [file] = await Array.fromAsync(glob(places, { cwd: copy.folder }));
    expect(JSON.parse(await readFile(join(copy.folder, file!), "utf8")).scripts).toHaveProperty(target!);
  }
});
