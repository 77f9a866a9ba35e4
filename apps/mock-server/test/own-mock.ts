import { catalogue, requestFor } from "@integrations-api/scenarios";
import { afterAll, beforeAll } from "vitest";
import { type RunningServer, startMock } from "./start-process.ts";

export const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
export const first = operation.scenarios[0]!;
/** Where the first scenario is. */
export const { path } = requestFor(operation, first)!;
export const authorization = "Bearer any";

const declared = catalogue.operations.filter((one) => one.path === operation.path).map(({ method }) => method);
/** What `allow` has for that path, in the contract's order. */
export const allowed: string[] = [...declared, "HEAD", "OPTIONS"];
/** Methods that the contract does not have for it. */
export const undeclared: string[] = ["POST", "PUT", "DELETE", "PATCH"].filter((method) => !declared.includes(method));

interface OwnMock {
  mock(): RunningServer;
  /** Asks with a good token. */
  ask(target: string, init?: RequestInit): Promise<Response>;
}

/** Runs the mock of our own contract for the tests of a file. */
export function useOwnMock(): OwnMock {
  let mock: RunningServer;
  beforeAll(async () => {
    mock = await startMock("--log", "silent");
  });
  afterAll(() => void mock.process.kill());

  return {
    mock: () => mock,
    ask: (target, init = {}) => fetch(mock.url + target, { ...init, headers: { authorization, ...init.headers } }),
  };
}
