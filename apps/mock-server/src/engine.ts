import { createInstance, getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import type { CatalogueOperation, Match, Scenario } from "@integrations-api/scenarios";

/** One rule of the contract that a request breaks. */
export interface Failure {
  in: string;
  name: string;
  message: string;
}

/** Prism, asked two things about a request. No other file knows it. */
export interface Engine {
  /** Which values of the request break the contract. */
  validate(match: Match, query: URLSearchParams, headers: Record<string, string>): Promise<Failure[]>;
  /** In which media type the scenario is answered, or nothing where the `Accept` header takes none. */
  negotiate(operation: CatalogueOperation, scenario: Scenario, accept: string): Promise<string | undefined>;
}

const config: IHttpConfig = {
  isProxy: false,
  // Our scenarios have looked at the token before.
  checkSecurity: false,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** Prism wants a logger of pino's shape; all it says is said by our own log. */
const silent = new Proxy({}, { get: (_, name) => (name === "child" ? () => silent : () => undefined) }) as never;

export async function createEngine(contract: object): Promise<Engine> {
  const operations = await getHttpOperationsFromSpec(contract);
  const prism = createInstance(config, { logger: silent });
  const ask = (request: EngineRequest, mock: object = {}) =>
    prism.request(
      { method: request.method, url: { path: request.path, query: request.query }, headers: request.headers },
      operations,
      { ...config, mock: { dynamic: false, ...mock } },
    )();

  return {
    async validate({ operation, values }, query, headers) {
      const path = operation.path.replaceAll(/\{(.+?)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
      const answer = await ask({ method: methodOf(operation), path, query: groupByName(query), headers });
      const violations = "right" in answer ? answer.right.validations.input : [];
      return violations.map(({ path: place, message }) => toFailure(place, message));
    },

    async negotiate(operation, scenario, accept) {
      const { path, query, headers } = exampleRequest(operation);
      const request = { method: methodOf(operation), path, query, headers: { ...headers, accept: wellFormed(accept) } };
      // Prism throws on some parameters of a media range.
      const asked = ask(request, { code: scenario.status, exampleKey: scenario.name });
      const answer = await asked.catch(() => undefined);
      if (!answer || !("right" in answer)) return undefined;
      return answer.right.output.headers?.["Content-type"];
    },
  };
}

interface EngineRequest {
  method: Lowercase<string> & "get";
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
}

function methodOf({ method }: CatalogueOperation): "get" {
  // Prism types the methods it knows; the contract's are among them.
  return method.toLowerCase() as "get";
}

/** A request that breaks nothing, so that only the asked example decides. */
function exampleRequest({ path, parameters }: CatalogueOperation): Omit<EngineRequest, "method"> {
  const exampleOf = (name: string): string => String(parameters.find((one) => one.name === name)?.example ?? "");
  const needed = (place: string): Record<string, string> => {
    const own = parameters.filter((one) => one.in === place && one.required);
    return Object.fromEntries(own.map(({ name }) => [name, exampleOf(name)]));
  };
  return {
    path: path.replaceAll(/\{(.+?)\}/g, (_, name) => encodeURIComponent(exampleOf(name))),
    query: needed("query"),
    headers: needed("header"),
  };
}

const mediaRange = /^\s*[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+\s*(;|$)/;

/** Leaves out what is no media range, as Prism takes a header with one such for one that accepts nothing. */
function wellFormed(accept: string): string {
  if (accept.trim() === "") return "*/*";
  const ranges = accept.split(",").filter((range) => mediaRange.test(range));
  return ranges.length === 0 ? accept : ranges.join(",");
}

function groupByName(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = "", ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function toFailure([place = "", name = ""]: string[] = [], message: string): Failure {
  return { in: place, name, message: message.replace(/^Request \w+ parameter \S+ /, "") };
}
