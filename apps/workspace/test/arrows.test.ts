import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

interface Graph {
  nodes: Record<string, { data: { root: string } }>;
  dependencies: Record<string, { source: string; target: string }[]>;
}

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
});
afterAll(() => copy.remove());

async function forbiddenArrows(): Promise<string[]> {
  await copy.nx("graph", "--file=graph.json");
  const { graph }: { graph: Graph } = JSON.parse(await readFile(join(copy.folder, "graph.json"), "utf8"));
  const arrows = Object.values(graph.dependencies).flat();

  const inside = arrows.filter(({ source, target }) => graph.nodes[source] && graph.nodes[target]);
  const rootOf = (name: string): string => graph.nodes[name]?.data.root ?? "";
  return inside
    .filter(({ source, target }) => !isDownward(rootOf(source), rootOf(target)))
    .map(({ source, target }) => `${source} must not use ${target}`);
}

/** Apps may use packages, and packages the contract. Among the packages, scenarios and explain may use the client. */
function isDownward(source: string, target: string): boolean {
  if (["packages/scenarios", "packages/explain"].includes(source) && target === "packages/client") return true;
  const height = (root: string): number => ["openapi", "packages", "apps"].indexOf(root.split("/")[0] ?? "");
  return height(source) > height(target);
}

test("finds only dependencies that go one way", async () => {
  expect(await forbiddenArrows()).toEqual([]);
});

const forbidden = [
  ["apps/contract-tests", "src/arrow.ts", "../../api-reference/src/serve.ts", "api-reference"],
  ["packages/client", "src/arrow.ts", "../../../apps/contract-tests/src/contract/read-document.ts", "contract-tests"],
  ["openapi", "rules/arrow.ts", "@integrations-api/client", "client"],
] as const;

test("names both projects of each import that goes another way", async () => {
  for (const [folder, file, target] of forbidden) {
    await copy.write(join(folder, file), `import ${JSON.stringify(target)};\n`);
  }

  const found = await forbiddenArrows();

  const expected = forbidden.map(
    ([from, , , to]) => `@integrations-api/${basename(from)} must not use @integrations-api/${to}`,
  );
  expect(found.toSorted()).toEqual(expected.toSorted());
});
