import {
  type Catalogue,
  type CatalogueOperation,
  catalogue,
  createFetchStub,
  fixture,
  requestFor,
  tokenOf,
} from "@integrations-api/scenarios";

/** A request as it arrived. */
export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
}

/** A response before it is written. */
export interface Spoken {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

export type Base = (asked: Asked) => Promise<Spoken>;

export const operation: CatalogueOperation = catalogue.operations.find(
  ({ operationId }) => operationId === "getIntegration",
)!;

/** Responds with scenarios. What is right does not change, so it is made once. */
function createBase(served: Catalogue): Base {
  const stub = createFetchStub({ catalogue: served, timeScale: 0 });
  const made = new Map<string, Promise<Spoken>>();
  const respond = async ({ method, url, headers }: Asked): Promise<Spoken> => {
    const response = await stub(`http://server${url}`, { method, headers });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: [...response.headers], body };
  };

  return (asked) => {
    const key = JSON.stringify([asked.method, asked.url, asked.headers["authorization"]]);
    const response = made.get(key) ?? respond(asked);
    made.set(key, response);
    return response;
  };
}

/** Responds with the contract's scenarios, but for those that change with each request. */
export const contractBase: Base = createBase({
  operations: [{ ...operation, scenarios: operation.scenarios.filter(({ sequence }) => sequence === undefined) }],
});

export const foreign = {
  token: "another-server's-only-token",
  id: "0b8f4d1e-5a3c-4c1b-9e55-3d0e6a7c2f10",
  environment_id: "c2a9f0d4-1b7e-4f6a-8d3c-5e9b0a1f7c64",
};

/** Responds as a server that has one integration and one token, and does not know a reserved id or token. */
export const foreignBase: Base = createForeignBase();

function createForeignBase(): Base {
  const { id, environment_id, token } = foreign;
  const body = fixture("minimal-config", { id, name: "quarry", installed_environment: [environment_id, id] });
  const scenarios = operation.scenarios.flatMap(({ path: _path, ...scenario }) => {
    if (scenario.name === "documented") return [{ ...scenario, body }];
    const isPlain = scenario.token === undefined && scenario.fault === undefined;
    return isPlain && [400, 401, 404].includes(scenario.status) ? [scenario] : [];
  });
  const respond = createBase({ operations: [{ ...operation, scenarios }] });
  return (asked) => respond(tokenIn(asked) === token ? asked : withHeader(asked, "authorization", undefined));
}

export function tokenIn({ headers }: Asked): string | undefined {
  return tokenOf(operation, { headers, query: new URLSearchParams() });
}

interface Trigger {
  url: string;
  token?: string;
}

const triggers = new Map<string, Trigger>();

/** The URL and the token that trigger a scenario. */
export function triggerFor(name: string): Trigger {
  const trigger = triggers.get(name) ?? findTrigger(name);
  triggers.set(name, trigger);
  return trigger;
}

function findTrigger(name: string): Trigger {
  const scenario = operation.scenarios.find((one) => one.name === name);
  const request = scenario && requestFor(operation, scenario);
  if (!request) throw new Error(`The contract has no request for the scenario "${name}".`);
  const { path, query } = request;
  const url = query.size > 0 ? `${path}?${query}` : path;
  return { url, ...(scenario.token !== undefined && { token: scenario.token }) };
}

export function withHeader({ headers, ...asked }: Asked, name: string, value: string | undefined): Asked {
  const { [name]: _, ...rest } = headers;
  return { ...asked, headers: { ...rest, ...(value !== undefined && { [name]: value }) } };
}
