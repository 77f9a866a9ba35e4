import { createExplainer, type Explainer } from "@integrations-api/explain";
import { type CatalogueOperation, type Parameter, readCatalogue } from "@integrations-api/scenarios";
import { follow } from "./follow.ts";
import { asJson, type Json } from "./read-document.ts";

export interface Contract extends Explainer {
  document: Json;
  operations: Operation[];
}

/** An operation with everything that the contract says about its responses. */
export interface Operation extends CatalogueOperation {
  responses: DeclaredResponse[];
  /** The methods of its path, its own included. */
  siblings: string[];
  /** The parameters that the contract infers, as `query environment_id`. */
  inferred: string[];
}

export interface DeclaredResponse {
  /** A status, a range such as `4XX`, or `default`, in upper case. */
  status: string;
  description: string;
  /** Why the contract states it although the vendor does not. */
  inferred?: string;
  contents: DeclaredContent[];
  headers: Parameter[];
}

export interface DeclaredContent {
  /** A media type or a range. */
  contentType: string;
  /** Where its schema is, as a JSON pointer that starts with `#`. */
  schema?: string;
}

export function readContract(document: Json): Contract {
  const { operations } = readCatalogue(document);
  return {
    document,
    operations: operations.map((operation) => {
      const item = follow(document, asJson(document["paths"])[operation.path], `#/paths/${escape(operation.path)}`);
      const declared = asJson(item.value[operation.method.toLowerCase()]);
      const pointer = `${item.pointer}/${operation.method.toLowerCase()}/responses`;
      const parameters = [item.value["parameters"], declared["parameters"]].flatMap((list) =>
        Object.values(asJson(list)),
      );
      return {
        ...operation,
        inferred: parameters
          .map((parameter) => follow(document, parameter).value)
          .filter((parameter) => parameter["x-inferred"] !== undefined)
          .map(({ in: place, name }) => `${place} ${name}`),
        siblings: operations.filter(({ path }) => path === operation.path).map(({ method }) => method),
        responses: Object.entries(asJson(declared["responses"])).map(([status, response]) =>
          toResponse(document, status, { value: response, pointer: `${pointer}/${escape(status)}` }),
        ),
      };
    }),
    ...createExplainer(document),
  };
}

/** What an operation declares for a status: the status itself, its range or `default`. */
export function responseFor({ responses }: Operation, status: number): DeclaredResponse | undefined {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, "DEFAULT"];
  return keys.flatMap((key) => responses.filter((response) => response.status === key))[0];
}

interface Located {
  value: unknown;
  pointer: string;
}

function toResponse(document: Json, status: string, declared: Located): DeclaredResponse {
  const { value, pointer } = follow(document, declared.value, declared.pointer);
  const { description, content, "x-inferred": inferred } = value;
  return {
    status: status.toUpperCase(),
    description: String(description ?? ""),
    ...(typeof inferred === "string" && { inferred }),
    contents: Object.entries(asJson(content)).map(([contentType, media]) => ({
      contentType,
      ...(asJson(media)["schema"] !== undefined && {
        schema: `${pointer}/content/${escape(contentType)}/schema`,
      }),
    })),
    headers: readHeaders(document, asJson(value["headers"])),
  };
}

/** Headers are read as the header parameters that they are written like. */
function readHeaders(document: Json, headers: Json): Parameter[] {
  const parameters = Object.entries(headers).map(([name, header]) => ({
    ...follow(document, header).value,
    name,
    in: "header",
  }));
  const { operations } = readCatalogue({ ...document, security: [], paths: { "/": { get: { parameters } } } });
  return operations.flatMap((operation) => operation.parameters);
}

function escape(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
