import { type CatalogueOperation, sampleRequest } from "@integrations-api/scenarios";

export interface DifferingRequest {
  /** What the request is, or what is wrong with it. */
  title: string;
  method: string;
  target: string;
  /** An empty `accept` is not sent. */
  headers: Record<string, string>;
  body?: string | undefined;
}

/** A valid request of an operation, and the requests that differ from it in one thing. */
export function differingRequests(operation: CatalogueOperation): DifferingRequest[] {
  const { path, query, headers, method, body } = sampleRequest(operation);
  const withQuery = (search: URLSearchParams): string => path + (search.size > 0 ? `?${search}` : "");
  const valid: DifferingRequest = { title: "valid", method, target: withQuery(query), headers, body };
  const differing = (title: string, change: Partial<DifferingRequest>): DifferingRequest => {
    return { ...valid, ...change, title };
  };
  return [
    valid,
    ...withoutCredentials(operation, valid),
    ...queryRequests(operation, query).map(([title, search]) => differing(title, { target: withQuery(search) })),
    ...headerRequests(operation, headers).map(([title, changed]) => differing(title, { headers: changed })),
    ...bodyRequests(operation).map(([title, change]) =>
      differing(title, { body: change.body, headers: { ...withoutType(headers), ...change.headers } }),
    ),
    ...pathRequests(operation, path).map(([title, changed]) =>
      differing(title, { target: changed + valid.target.slice(path.length) }),
    ),
    differing("no accept", { headers: { ...headers, accept: "" } }),
    ...acceptedTypes(operation).map((accept) => differing(`accept ${accept}`, { headers: { ...headers, accept } })),
    ...preferences(operation).map((prefer) => differing(`prefer ${prefer}`, { headers: { ...headers, prefer } })),
  ];
}

function withoutCredentials(operation: CatalogueOperation, valid: DifferingRequest): DifferingRequest[] {
  const names = operation.security.flat().map(({ name }) => name);
  if (names.length === 0) return [];

  const [path = "", search = ""] = valid.target.split("?");
  const query = new URLSearchParams(search);
  for (const name of names) query.delete(name);
  const kept = Object.entries(valid.headers).filter(([name]) => ![...names, "cookie"].includes(name));
  const bare = {
    ...valid,
    title: "no credentials",
    target: query.size > 0 ? `${path}?${query}` : path,
    headers: Object.fromEntries(kept),
  };
  const others = ["Bearer", "Bearer a b", "Basic", "Basic abc", "Basic YTpi", "Digest a", "any"];
  return [
    bare,
    ...others.map((authorization) => {
      return { ...bare, title: `authorization ${authorization}`, headers: { ...bare.headers, authorization } };
    }),
  ];
}

type Titled<Value> = [title: string, value: Value];

function queryRequests({ parameters }: CatalogueOperation, valid: URLSearchParams): Titled<URLSearchParams>[] {
  return parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name }) => {
      const without = new URLSearchParams(valid);
      without.delete(name);
      const values = ["1", "0", "-1", "x", "", "1,2", "1|2", "true", "name"];
      const given = values.map((value): Titled<URLSearchParams> => {
        return [`${name}=${value}`, new URLSearchParams([...without, [name, value]])];
      });
      const twice = new URLSearchParams([...without, [name, "1"], [name, "2"]]);
      const nested = new URLSearchParams([...without, [`${name}[size]`, "1"]]);
      const wrong = new URLSearchParams([...without, [`${name}[size]`, "x"]]);
      const more: Titled<URLSearchParams>[] = [
        [`no ${name}`, without],
        [`${name} twice`, twice],
        [`${name}[size]=1`, nested],
        [`${name}[size]=x`, wrong],
      ];
      return [...given, ...more];
    });
}

function headerRequests(
  { parameters }: CatalogueOperation,
  valid: Record<string, string>,
): Titled<Record<string, string>>[] {
  return parameters
    .filter((parameter) => parameter.in === "header")
    .flatMap(({ name }) => {
      const kept = Object.entries(valid).filter(([own]) => own.toLowerCase() !== name.toLowerCase());
      const without = Object.fromEntries(kept);
      const values = ["1", "x", "a b", ""];
      const given = values.map((value): Titled<Record<string, string>> => {
        return [`${name}: ${value}`, { ...without, [name]: value }];
      });
      return [[`no ${name}`, without], ...given];
    });
}

function bodyRequests({ method }: CatalogueOperation): Titled<Pick<DifferingRequest, "body" | "headers">>[] {
  if (["GET", "HEAD", "OPTIONS", "TRACE"].includes(method)) return [];

  const json = ["{}", "[]", "null", '"text"', "1", '{"size":1}', '{"size":0}', '{"size":"1"}', '{"name":"a"}'];
  const forms = ["size=1", "size=x", "size=1&label=a", "label=a", "name=a"];
  const types = ["text/plain", "application/xml", "application/merge-patch+json", "application/octet-stream"];
  const typed = (body: string, type: string): Titled<Pick<DifferingRequest, "body" | "headers">> => {
    return [`${type} ${body}`, { body, headers: { "content-type": type } }];
  };
  return [
    ["no body", { body: undefined, headers: {} }],
    ...json.map((body) => typed(body, "application/json")),
    ...forms.map((body) => typed(body, "application/x-www-form-urlencoded")),
    ...types.map((type) => typed('{"size":1}', type)),
  ];
}

function withoutType(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-type"));
}

function pathRequests({ path: template }: CatalogueOperation, path: string): Titled<string>[] {
  const filled = ["x", "0", "2020-01-31", "a%20b", "a%2Fb", "größe", ";at=1", ".1", "a-1", "a.json", "7:cancel"].map(
    (value): Titled<string> => {
      return [`parameters ${value}`, encodeURI(template.replaceAll(/\{.+?\}/g, value)).replaceAll("%25", "%")];
    },
  );
  // Stock Prism takes two slashes at the start for a host.
  if (path === "/") return [];
  return [
    [`slash at the end`, `${path}/`],
    [`another path`, `${path}/elsewhere`],
    ...(template.includes("{") ? filled : []),
  ];
}

function acceptedTypes({ scenarios }: CatalogueOperation): string[] {
  const declared = scenarios.flatMap(({ contentType }) => contentType ?? []);
  const others = ["*/*", "application/*", "text/*;q=0.5, application/json", "application/problem+json", "image/png"];
  return [...new Set([...declared, ...others])];
}

function preferences({ operationId, scenarios }: CatalogueOperation): string[] {
  const codes = scenarios.map(({ status }) => `code=${status}`);
  // An example that is the only one does not have a name that Prism knows.
  const named = scenarios.filter(({ name }) => !name.startsWith(operationId));
  return [...new Set([...codes, ...named.map(({ status, name }) => `code=${status}, example=${name}`)])];
}
