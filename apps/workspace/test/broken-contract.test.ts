import { afterEach, beforeEach, expect, test } from "vitest";
import { copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeEach(async () => {
  copy = await copyBuiltWorkspace();
});
afterEach(() => copy.remove());

async function build(): Promise<{ failed: boolean; places: string[] }> {
  const { exitCode, output } = await copy.nx("run-many", "--targets=build", "--outputStyle=static");
  return { failed: exitCode !== 0, places: [...output.matchAll(/^\[\d+\] (\S+?):\d+:\d+/gm)].map(([, file]) => file!) };
}

test("names the file of a wrong example", async () => {
  await copy.edit("openapi/components/examples/beta.yaml", (yaml) => yaml.replace("is_beta: true", "is_beta: soon"));

  expect(await build()).toEqual({ failed: true, places: ["openapi/components/examples/beta.yaml"] });
});

test("names the file of a broken $ref", async () => {
  await copy.edit("openapi/components/schemas/Integration.yaml", (yaml) => yaml.replace("Team.yaml", "Teem.yaml"));

  const { failed, places } = await build();

  expect({ failed, first: places[0] }).toEqual({ failed: true, first: "openapi/components/schemas/Integration.yaml" });
});

test("names the file that uses a duplicate basename", async () => {
  const id = "{ type: string, description: An id., examples: [a] }";
  const team = `type: object\ndescription: A team.\nproperties:\n  id: ${id}\n`;
  await copy.write("openapi/components/schemas/teams/Team.yaml", team);
  await copy.edit("openapi/components/schemas/Integration.yaml", (yaml) =>
    yaml.replace("Team.yaml", "teams/Team.yaml"),
  );

  expect(await build()).toEqual({ failed: true, places: ["openapi/components/schemas/Integration.yaml"] });
});
