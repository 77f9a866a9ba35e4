import type { SentRequest } from "./exchange.ts";
import { type Secret, toPattern } from "./redact.ts";

/** Writes a request as a curl line for a POSIX shell, with its secrets in environment variables. */
export function toCurlLine(url: string, { method, target, headers, body }: SentRequest, secrets: Secret[]): string {
  const words = Object.entries(headers).flatMap(([name, value]) => ["-H", quote(`${name}: ${value}`, secrets)]);
  const how = method === "HEAD" ? ["--head"] : method === "GET" ? [] : ["-X", method];
  return [
    "curl -sSi --path-as-is --globoff",
    ...how,
    ...words,
    ...(body === undefined ? [] : ["--data-binary", quote(body, secrets)]),
    quote(url.replace(/\/+$/, "") + target, secrets),
  ].join(" ");
}

function quote(text: string, secrets: Secret[]): string {
  const plain = `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const written = secrets.reduce((line, { value, variable }) => {
    if (value === "") return line;
    const base64 = Buffer.from(value).toString("base64");
    return line
      .replaceAll(toPattern(base64), () => `'"$(printf %s "$${variable}" | base64 -w 0)"'`)
      .replaceAll(toPattern(encodeURIComponent(value)), () => `'"$${variable}"'`)
      .replaceAll(toPattern(value), () => `'"$${variable}"'`);
  }, plain);
  return written.length > 2 ? written.replace(/''$/, "") : written;
}
