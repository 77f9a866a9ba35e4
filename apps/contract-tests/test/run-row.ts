import type { Scenario } from "@integrations-api/scenarios";
import { type Contract, readContract } from "../src/contract/read-contract.ts";
import { readDocument } from "../src/contract/read-document.ts";
import { type Connection, openConnection } from "../src/http/connection.ts";
import type { Result } from "../src/result.ts";
import { runSuite } from "../src/run-suite.ts";
import type { Target } from "../src/target/target.ts";
import { contractBase, foreign, foreignBase } from "./base-server.ts";
import { type Fault, startFaultyServer } from "./faulty-server.ts";

/** A server, and what the suite makes of it. */
export interface Row extends Fault {
  /** What the server does, as the rest of a sentence. */
  name: string;
  /** The one check that reports something, or `none`. */
  caughtBy: string;
  /** An issue of GitHub in which such a server was reported. */
  seen?: string;
  base?: "foreign";
  /** Faults next to the first. */
  and?: Fault[];
  runs?: number;
  timeoutMs?: number;
}

export const contract: Contract = withFewScenarios(readContract(await readDocument()));

/** One scenario of a kind is enough, and saves half of the time. */
function withFewScenarios({ operations, ...rest }: Contract): Contract {
  const names = ["documented", "installed-nowhere", "beta", "bad-request", "service-unavailable"];
  const ofNoOther = [401, 403, 404, 429];
  const isKept = ({ name, status }: Scenario): boolean => ofNoOther.includes(status) || names.includes(name);
  return { ...rest, operations: operations.map((one) => ({ ...one, scenarios: one.scenarios.filter(isKept) })) };
}

// Percent-encoded and in base64, it is different.
const token = "s3cret/of+the=row?~>";

export interface Outcome {
  result: Result;
  target: Target;
  /** Connects to a server with the same faults. */
  connection: Connection;
}

/** Runs the suite against the server of a row, and lets a function look at the outcome. */
export async function runRow(row: Row, look: (outcome: Outcome) => Promise<void>): Promise<void> {
  const { base, and = [], runs = 4, timeoutMs = 10_000 } = row;
  const server = await startFaultyServer(base ? foreignBase : contractBase, [row, ...and]);
  const target = targetFor(server.url, base);
  const connection = await openConnection({ url: server.url, timeoutMs });
  try {
    const result = await runSuite({
      contract,
      target,
      connection,
      seed: 1,
      runs,
      maxRequests: 400,
      pace: { count: 1000, ms: 1 },
      only: [],
      skip: [],
      inferred: "error",
      failOn: "error",
      signal: new AbortController().signal,
      onProgress() {},
    });
    await look({ result, target, connection });
  } finally {
    await connection.close();
    await server.close();
  }
}

function targetFor(url: string, base: Row["base"]): Target {
  const own = base ? foreign.token : token;
  const { id, environment_id } = foreign;
  return {
    url,
    token: own,
    scenarios: new Map(base ? [["documented", { values: { id, environment_id } }]] : []),
    accept: [],
    secrets: [{ value: own, variable: "CONTRACT_TOKEN" }],
  };
}
