import { createInstance, getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import {
  type CatalogueOperation,
  type Failure,
  fillPath,
  type Match,
  type PlainResponse,
  type Scenario,
} from "@integrations-api/scenarios";

/** Prism, asked three things about a request. No other file knows it. */
export interface Engine {
  /** Which values of the request break the contract; its body is not looked at. */
  validate(match: Match, query: URLSearchParams, headers: Record<string, string>): Promise<Failure[]>;
  /** In which media type the scenario is answered, or nothing where the `Accept` header takes none. */
  negotiate(operation: CatalogueOperation, scenario: Scenario, accept: string): Promise<string | undefined>;
  /** What Prism makes up for an operation without an example, or nothing where it cannot. */
  makeUp(operation: CatalogueOperation, accept: string): Promise<PlainResponse | undefined>;
}

const config = {
  isProxy: false,
  // Our scenarios have looked at the token before.
  checkSecurity: false,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} as const satisfies IHttpConfig;

/** Prism wants a logger of pino's shape; all it says is said by our own log. */
const silent = new Proxy({}, { get: (_, name) => (name === "child" ? () => silent : () => undefined) }) as never;

export async function createEngine(contract: object): Promise<Engine> {
  const operations = await getHttpOperationsFromSpec(contract);
  const prism = createInstance(config, { logger: silent });
  const ask = (
    { method, path, query, headers }: EngineRequest,
    own: Pick<Partial<IHttpConfig>, "mock" | "validateRequest"> = {},
  ) => prism.request({ method, url: { path, query }, headers }, operations, { ...config, ...own })();

  return {
    async validate({ operation, values }, query, headers) {
      const path = fillPath(operation.path, values);
      const answer = await ask({ method: methodOf(operation), path, query: groupByName(query), headers });
      // If the contract does not declare an error for an invalid request, Prism fails with the violations.
      const violations =
        "right" in answer
          ? answer.right.validations.input.map(({ path: place, message }) => toViolation(place, message))
          : violationsOf(answer.left);
      return violations.filter(({ location: [place] }) => place !== "body").map(toFailure);
    },

    async negotiate(operation, scenario, accept) {
      const typeOf = async (own: { exampleKey?: string }): Promise<string | undefined> => {
        const mock = { dynamic: false, code: scenario.status, ...own };
        // Prism throws on some parameters of a media range.
        const asked = ask(anyRequest(operation, accept), { validateRequest: false, mock });
        const answer = await asked.catch(() => undefined);
        return answer && "right" in answer ? answer.right.output.headers?.["Content-type"] : undefined;
      };
      if (await typeOf({ exampleKey: scenario.name })) return scenario.contentType;
      // Prism does not know the name that a single `example` has here.
      return typeOf({});
    },

    async makeUp(operation, accept) {
      const answer = await ask(anyRequest(operation, accept), { validateRequest: false }).catch(() => undefined);
      if (!answer || !("right" in answer)) return undefined;
      const { statusCode, headers = {}, body } = answer.right.output;
      const text = body === undefined || typeof body === "string" ? (body ?? "") : JSON.stringify(body);
      return { status: statusCode, headers: text === "" ? withoutType(headers) : headers, text };
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

/** A request of which only the operation counts. */
function anyRequest(operation: CatalogueOperation, accept: string): EngineRequest {
  const path = fillPath(operation.path, Object.fromEntries(operation.parameters.map(({ name }) => [name, "any"])));
  return { method: methodOf(operation), path, query: {}, headers: { accept: wellFormed(accept) } };
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

interface Violation {
  location: string[];
  message: string;
}

// A violation without a place is one of the body.
function toViolation(place: (string | number)[] = ["body"], message = ""): Violation {
  return { location: place.map(String), message };
}

function violationsOf(failed: Error): Violation[] {
  const { validation = [] } = (failed as { additional?: { validation?: Partial<Violation>[] } }).additional ?? {};
  return validation.map(({ location, message }) => toViolation(location, message));
}

function toFailure({ location: [place = "", name], message }: Violation): Failure {
  // What is missing has no place of its own.
  const [, missing] = /^Request \w+ must have required property '(.+)'$/.exec(message) ?? [];
  if (name === undefined && missing !== undefined) return { in: place, name: missing, message: "must be given" };
  return { in: place, name: name ?? "", message: message.replace(/^Request \w+ parameter \S+ /, "") };
}

function withoutType(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-type"));
}
