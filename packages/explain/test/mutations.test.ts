import { validate } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { contract, shown } from "./contract.ts";
import { createOracle } from "./create-oracle.ts";
import { createRandom, mutate } from "./mutate.ts";

const seed = 20261126;
const perBody = 120;
const oracle = createOracle(contract);
const bodies = shown.map(({ body }) => body);

test.each(shown)(`agrees with ajv on ${perBody} mutations of $name, seed ${seed}`, ({ name, body, place, schema }) => {
  const random = createRandom(seed + shown.findIndex((one) => one.name === name));
  const found = Array.from({ length: perBody }, () => {
    const mutation = mutate(body, bodies, random);
    const walk = validate(mutation.body, place).map(({ pointer }) => pointer);
    return { changes: mutation.changes, walk: walk.toSorted(), ajv: oracle(mutation.body, schema) };
  });

  expect(found.filter(({ walk, ajv }) => walk.join() !== ajv.join())).toEqual([]);
  expect(found.filter(({ ajv }) => ajv.length > 0).length).toBeGreaterThan(perBody / 4);
});
