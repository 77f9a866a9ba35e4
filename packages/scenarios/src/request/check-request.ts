import type { BodyContent, CatalogueOperation, Parameter, RequestBody } from "../contract/catalogue.ts";
import { asJson } from "../contract/follow-ref.ts";
import { isJson, selectContent } from "../contract/media-type.ts";
import { propertyNames } from "../contract/schema-parts.ts";
import { isForm, readForm } from "./form.ts";
import type { Match } from "./match-path.ts";
import { readParameter } from "./read-parameter.ts";
import { parseJson } from "./read-value.ts";
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
export function checkParameters(
  { operation, values }: Match,
  request: Pick<ScenarioRequest, "headers" | "query">,
): Failure[] {
  return operation.parameters.flatMap((parameter) => {
    const { in: place, name, required, schema } = parameter;
    const reading = readParameter(parameter, {
      ...request,
      path: values,
      taken: () => namesBeside(parameter, operation),
    });
    const fault = (message: string): Failure => ({ in: place, name, message });

    if (reading.kind === "unreadable") return fault(reading.message);
    if (reading.kind === "missing") return required ? fault("must be given") : [];
    const violation = violationOf(schema, reading.value);
    return violation ? fault(violation.message) : [];
  });
}

/** The names that an object which is spread over the query or the cookies does not include. */
function namesBeside(parameter: Parameter, { parameters, security }: CatalogueOperation): string[] {
  const others = parameters.filter((other) => other.in === parameter.in && other !== parameter);
  const properties = others.flatMap(({ schema }) => propertyNames(asJson(schema), schema));
  return [...others, ...security.flat()].map(({ name }) => name).concat(properties);
}

/** Checks the body of a request against its schema, if it is JSON or a form. Any other body is not read. */
export function checkBody({ requestBody }: CatalogueOperation, request: ScenarioRequest): Failure[] {
  const { headers, body = "" } = request;
  const fault = (message: string, name = ""): Failure => ({ in: "body", name, message });
  if (body === "") return requestBody?.required ? [fault("must be given")] : [];

  const content = requestBody && contentOf(requestBody, headers);
  const contentType = headers["content-type"] ?? content?.contentType ?? "";
  if (content?.schema === undefined || !(isJson(contentType) || isForm(contentType))) return [];
  const value = isForm(contentType) ? readForm(content, contentType, body) : parseJson(body);
  if (value === undefined) return [fault("must be JSON")];
  const violation = violationOf(content.schema, value);
  return violation ? [fault(violation.message, violation.pointer)] : [];
}

/** What an operation declares for a body, or the first that it declares if the request does not say what its body is. */
export function contentOf(
  { content }: RequestBody,
  { "content-type": contentType }: ScenarioRequest["headers"],
): BodyContent | undefined {
  return contentType === undefined ? content[0] : selectContent(content, contentType);
}

/** All failures on one line. */
export function messageOf(failures: Failure[]): string {
  return failures.map(({ in: place, name, message }) => [place, name, message].filter(Boolean).join(" ")).join("; ");
}
