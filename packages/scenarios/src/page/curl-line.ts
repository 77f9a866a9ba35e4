import type { ShownRequest } from "./trigger.ts";

/** In the lines until the script of the page replaces it with the page's own origin. */
export const defaultOrigin = "http://127.0.0.1:4010";

/** Writes a request for curl, in parts between which the page breaks the line first. */
export function toCurlLine({ method, path, query, headers, body }: ShownRequest): string[] {
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const options = Object.entries(headers).map(([name, value]) => ` -H ${toArgument(`${capitalize(name)}: ${value}`)}`);
  if (method === "HEAD") return [`curl -I ${toArgument(url)}`, ...options];

  const option = method === "GET" ? "" : `-X ${method} `;
  // With --data, a body that starts with @ is the name of a file.
  const data = body === undefined ? [] : [` --data-raw ${toArgument(body)}`];
  return [`curl -i ${option}${toArgument(url)}`, ...options, ...data];
}

/** Writes `x-request-id` as `X-Request-Id`. */
export function capitalize(headerName: string): string {
  return headerName.replaceAll(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** Every shell reads double quotes. A text in which they leave something to the shell needs the quotes of POSIX. */
function toArgument(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}
