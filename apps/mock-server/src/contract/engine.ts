// Its parts, because its index also loads a proxy.
import mocker from "@stoplight/prism-http/dist/mocker/index.js";
import router from "@stoplight/prism-http/dist/router/index.js";
import { validateInput, validateSecurity } from "@stoplight/prism-http/dist/validator/index.js";
import type { EngineOperation } from "./engine-operation.ts";
import { toDeclared, toUndeclared, toViolation } from "./from-prism.ts";
import { type Operation, readOperations } from "./read-operations.ts";
import { error, toDiagnostic, toMediaRanges, toMethod, toPrismRequest, wellEncoded } from "./to-prism.ts";

/** A contract as Prism reads it. No other folder knows Prism. */
export interface Engine {
  /** The operation of a request, or the status that a request without one gets. */
  route(method: string, path: string): EngineOperation | 404 | 405;
  /** Whether a request may make Prism send requests of its own. */
  sendsCallbacks: boolean;
}

type Asked = Parameters<typeof validateInput>[0];

/** Prism expects a logger like pino's. The mock has a log of its own. */
const silent = new Proxy({}, { get: (_, name) => (name === "child" ? () => silent : () => undefined) }) as never;

/** @param contract an OpenAPI 3 document without references to other files */
export async function createEngine(contract: object): Promise<Engine> {
  const resources = await readOperations(contract);
  const operations = new Map(resources.map((resource) => [resource, toEngineOperation(resource)]));
  return {
    route(method, path) {
      const input = { method: toMethod(method), url: { path: wellEncoded(path) } };
      const routed = router.default({ resources, input });
      if ("right" in routed) return operations.get(routed.right)!;
      return Object(routed.left).status === 405 ? 405 : 404;
    },
    sendsCallbacks: resources.some(({ callbacks = [] }) => callbacks.length > 0),
  };
}

function toEngineOperation(resource: Operation): EngineOperation {
  return {
    method: resource.method.toUpperCase(),
    path: resource.path,
    statuses: resource.responses.map(({ code }) => code),

    check(request) {
      const asked = { resource, element: toPrismRequest(resource, request) };
      const results = [validateSecurity(asked), validateValues(asked)];
      const found = results.flatMap((result) => ("left" in result ? result.left : []));
      return found.filter(({ severity }) => severity === error).map(toViolation);
    },

    respond(request, { violations, accept, status, example }) {
      const config = {
        dynamic: false,
        mediaTypes: toMediaRanges(accept),
        ...(status !== undefined && { code: status }),
        ...(example !== undefined && { exampleKey: example }),
      };
      const input = { data: toPrismRequest(resource, request), validations: violations.map(toDiagnostic) };
      const mocked = mocker.default({ resource, input, config })(silent);
      if ("left" in mocked) return toUndeclared(mocked.left);
      // A client waits on after a 1XX.
      if (mocked.right.statusCode < 200) return toUndeclared(new Error("The contract declares no final response."));
      return toDeclared(mocked.right);
    },
  };
}

/** Prism throws on a value that it cannot read, such as one of style `matrix` without its semicolon. */
function validateValues(asked: Asked): ReturnType<typeof validateInput> {
  try {
    return validateInput(asked);
  } catch (thrown) {
    const { message } = thrown as Error;
    return { _tag: "Left", left: [{ severity: error, code: "unreadable", path: ["path"], message }] };
  }
}
