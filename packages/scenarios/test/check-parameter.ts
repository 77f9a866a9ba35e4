import { checkParameters, matchPath, readCatalogue } from "@integrations-api/scenarios";

export const components = {
  schemas: {
    Ids: { type: "array", items: { $ref: "#/components/schemas/Id" } },
    Id: { type: "string", format: "uuid" },
    Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" }, size: { type: "integer" } } },
  },
};
export const uuid = "4a4de828-f4db-4c9e-adfd-434e0864c3c7";
export const list = { type: "array", items: { type: "integer" } };
export const lists = { type: "object", properties: { ids: list }, additionalProperties: false };
export const tree = { $ref: "#/components/schemas/Tree" };
export const numbers = { type: "object", additionalProperties: { type: "integer" } };
export const point = { type: "object", required: ["x"], properties: { x: { type: "integer" }, y: { type: "string" } } };

const securitySchemes = { key: { type: "apiKey", in: "query", name: "key" } };

/** The violations of a request's values for one parameter, beside what else the operation declares. */
export function check(parameter: object, sent: Sent, { parameters = [], ...beside }: Beside = {}): string[] {
  const { query = "", path = "/v", headers = {} } = sent;
  const declared = { name: "p", in: "query", schema: {}, ...parameter };
  const template = declared.in === "path" ? "/{p}" : "/v";
  const get = { parameters: [declared, ...parameters], responses: {}, ...beside };
  const contract = { paths: { [template]: { get } }, components: { ...components, securitySchemes } };
  const [match] = matchPath(readCatalogue(contract), path);
  const failures = checkParameters(match!, { query: new URLSearchParams(query), headers });
  return failures.map(({ in: place, name, message }) => `${place} ${name} ${message}`);
}

export interface Sent {
  query?: string;
  path?: string;
  headers?: Record<string, string>;
}

export interface Beside {
  parameters?: object[];
  security?: object[];
}
