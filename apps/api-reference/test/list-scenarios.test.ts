import { expect, test } from "vitest";
import { parse, stringify } from "yaml";

import { listScenarios } from "../src/redoc/list-scenarios.ts";

const toResponse = (name: string, scenario?: object): object => ({
  content: { "application/json": { examples: { [name]: { value: { id: name }, "x-scenario": scenario } } } },
});
const failed = toResponse("failed", { path: { id: "x503" } });
const id = { name: "id", in: "path", required: true, schema: { type: "string" }, "x-selects": "/id" };
const contract = {
  info: { description: "" },
  security: [{ bearer: [] }],
  paths: {
    "/things/{id}": { get: { parameters: [id], responses: { 200: toResponse("one"), 503: failed } } },
    "/things": {
      get: {
        responses: {
          200: toResponse("all"),
          401: toResponse("no"),
          403: toResponse("wrong", { token: "t" }),
          503: failed,
        },
      },
    },
  },
};

test("prints what triggers each scenario of each operation", () => {
  const { description } = parse(listScenarios(stringify(contract))).info;

  expect(description.match(/(?<=^- \*\*).+$/gm)).toEqual([
    "200 one**: one. Trigger: id `one`.",
    "503 failed**: failed. Trigger: id `x503`.",
    "200 all**: all. Trigger: any valid request.",
    "401 no**: no. Trigger: a request without a token.",
    "403 wrong**: wrong. Trigger: token `t`.",
    "503 failed**: failed. Trigger: `Prefer: code=503, example=failed`.",
  ]);
});
