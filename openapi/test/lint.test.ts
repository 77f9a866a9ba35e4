import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Edit, lintCopy, type Problem } from "./lint-copy.ts";

interface Row extends Omit<Problem, "message"> {
  title: string;
  edits: Edit[];
  /** Part of the message. */
  says: string;
}

const rows: Row[] = parse(await readFile(new URL("rejected-sources.yaml", import.meta.url), "utf8"));

test("finds no problem in the contract itself", async () => {
  expect(await lintCopy([])).toEqual([]);
});

test("names the file and line of a broken $ref", async () => {
  const file = "components/schemas/IntegrationConfig.yaml";

  const [first] = await lintCopy([{ file, find: "Credentials.yaml", put: "Credential5.yaml" }]);

  expect(first).toMatchObject({ rule: "no-unresolved-refs", file, line: "$ref: Credential5.yaml" });
});

test("accepts properties and headers whose names look like keywords or extensions", async () => {
  const property = "{ type: string, description: A name., examples: [a] }";
  const properties = ["x-code", "schema", "example", "properties"].map((name) => `  ${name}: ${property}\n`).join("");
  const description = "description: One violation, in an open object.\n";
  const shown = { "x-code": "a", schema: "a", example: "a", properties: "a" };
  const headers = "headers:\n  x-request-id:\n    schema: { type: string }\n    example: a\n";

  const problems = await lintCopy([
    {
      file: "components/schemas/ErrorFailure.yaml",
      find: description,
      put: `${description}properties:\n${properties}`,
    },
    {
      file: "components/examples/bad-request.yaml",
      find: "failures:\n",
      put: `failures:\n      - ${JSON.stringify(shown)}\n`,
    },
    { file: "components/responses/NotFound.yaml", find: "content:\n", put: `${headers}content:\n` },
  ]);

  expect(problems).toEqual([]);
});

test("reads the parameters of a path as those of its operations", async () => {
  const file = "paths/integrations_{id}.yaml";
  const listed = ["IntegrationId", "EnvironmentId"]
    .map((name) => `    - $ref: ../components/parameters/${name}.yaml\n`)
    .join("");

  const problems = await lintCopy([
    { file, find: `  parameters:\n${listed}`, put: "" },
    { file, find: "get:\n", put: `parameters:\n${listed.replaceAll("    -", "  -")}get:\n` },
  ]);

  expect(problems).toEqual([]);
});

test("accepts an operation that shares responses and has a recursive schema", async () => {
  const schema = `type: object
description: A folder.
properties:
  name: { type: string, description: Its name., examples: [home] }
  folders: { type: array, description: The folders in it., items: { $ref: Folder.yaml } }
`;
  const example = { value: { name: "home", folders: [{ name: "work", folders: [] }] } };
  const content = {
    "application/json": { schema: { $ref: "../components/schemas/Folder.yaml" }, examples: { example } },
  };
  const responses = {
    201: { description: "The folder.", content },
    401: { $ref: "../components/responses/Unauthorized.yaml" },
    429: { $ref: "../components/responses/RateLimited.yaml" },
  };
  const summary = { operationId: "createFolder", tags: ["Integrations"], summary: "Create a folder" };
  const path = "    $ref: paths/integrations_{id}.yaml\n";

  const problems = await lintCopy([
    { file: "openapi.yaml", find: path, put: `${path}  /folders:\n    $ref: paths/folders.yaml\n` },
    { file: "paths/folders.yaml", put: JSON.stringify({ post: { ...summary, requestBody: { content }, responses } }) },
    { file: "components/schemas/Folder.yaml", put: schema },
  ]);

  expect(problems).toEqual([]);
});

describe("with every row in one copy", () => {
  let problems: Problem[];
  beforeAll(async () => {
    problems = await lintCopy(rows.flatMap(({ edits }) => edits));
  });

  test.each(rows)("rejects $title", ({ rule, file, line, says }) => {
    expect(problems).toContainEqual({ rule, file, line, message: expect.stringContaining(says) });
  });

  test("rejects nothing else", () => {
    const expected = new Set(rows.map(({ rule, file, line }) => `${rule} ${file} ${line}`));

    expect(problems.filter(({ rule, file, line }) => !expected.has(`${rule} ${file} ${line}`))).toEqual([]);
  });
});
