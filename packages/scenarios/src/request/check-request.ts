import type { BodyContent, CatalogueOperation, RequestBody } from "../contract/catalogue.ts";
import { isJson, selectContent } from "../contract/media-type.ts";
import type { Match } from "./match-path.ts";
import { type ParameterSource, readParameter } from "./read-parameter.ts";
import type { ScenarioRequest } from "./scenario-request.ts";
import { violationOf } from "./schema-violation.ts";

/** One rule of the contract that a request breaks. */
export interface Failure {
  /** `path`, `query`, `header`, `cookie` or `body`. */
  in: string;
  /** The name of the parameter, or a JSON pointer into the body. */
  name: string;
  message: string;
}

/** Checks the parameters of a request, each against its schema. */
export function checkParameters({ operation, values }: Match, request: Omit<ParameterSource, "path">): Failure[] {
  return operation.parameters.flatMap((parameter) => {
    const { in: place, name, required, schema } = parameter;
    const reading = readParameter(parameter, { ...request, path: values });
    const fault = (message: string): Failure => ({ in: place, name, message });

    if (reading.kind === "unreadable") return fault(reading.message);
    if (reading.kind === "missing") return required ? fault("must be given") : [];
    const violation = violationOf(schema, reading.value);
    return violation ? fault(violation.message) : [];
  });
}

/** Checks the body of a request against its schema. A body that is not JSON is not read. */
export function checkBody({ requestBody }: CatalogueOperation, request: ScenarioRequest): Failure[] {
  const { headers, body = "" } = request;
  const fault = (message: string, name = ""): Failure => ({ in: "body", name, message });
  if (body === "") return requestBody?.required ? [fault("must be given")] : [];

  const { schema } = (requestBody && contentOf(requestBody, headers)) ?? {};
  if (schema === undefined || !isJson(headers["content-type"] ?? "application/json")) return [];
  const value = parse(body);
  if (value === undefined) return [fault("must be JSON")];
  const violation = violationOf(schema, value);
  return violation ? [fault(violation.message, violation.pointer)] : [];
}

/** What an operation declares for a body, or the first that it declares if the request does not say what its body is. */
export function contentOf(
  { content }: RequestBody,
  { "content-type": contentType }: ScenarioRequest["headers"],
): BodyContent | undefined {
  return contentType === undefined ? content[0] : selectContent(content, contentType);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All failures on one line. */
export function messageOf(failures: Failure[]): string {
  return failures.map(({ in: place, name, message }) => [place, name, message].filter(Boolean).join(" ")).join("; ");
}
