import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bodyOf, stored } from "./examples.ts";
import { makeDataFolder, run, startProvider } from "./provider.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const commands = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = ""]) => block.trim().split("\n"));
const own = commands.filter((command) => command.startsWith("npm run provider -- "));

test("gives commands that work on the data of a running provider", async () => {
  const [data, removeData] = await makeDataFolder();
  onTestFinished(removeData);
  const file = join(dirname(data), "integration.json");
  await writeFile(file, JSON.stringify(bodyOf(stored[1]!)));
  const toArguments = (command: string): string[] =>
    command
      .split(" ")
      .slice(4)
      .map((word) => word.replace("./provider-data", data).replace("./integration.json", file));
  const [start = "", ...admin] = own;

  const provider = await startProvider(toArguments(start.replace("--port 4020", "--port 0")));
  onTestFinished(async () => void (await provider.stop()));
  for (const command of admin) expect({ command, ...(await run(toArguments(command))) }).toMatchObject({ code: 0 });

  expect(admin.length).toBeGreaterThan(5);
});

test("documents every option and variable of the service", async () => {
  const { out } = await run(["start", "--help"]);

  const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option!);
  const variables = [...out.matchAll(/env:\s+(\w+)/g)].map(([, variable]) => variable!);
  expect(variables.length).toBeGreaterThan(10);
  const names = [...options.filter((option) => option !== "--help"), ...variables];
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
