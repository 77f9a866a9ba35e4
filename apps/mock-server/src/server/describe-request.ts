import type { IncomingMessage } from "node:http";
import { readTarget } from "@integrations-api/scenarios";
import type { LoadedContract } from "../contract/load-contract.ts";
import { readSecrets } from "./read-request.ts";
import type { LoggedRequest } from "./request-log.ts";

/** What a log may show of a request. */
export function describeRequest(
  request: IncomingMessage,
  { knownParameters, credentialNames }: LoadedContract,
): Pick<LoggedRequest, "method" | "url" | "request_id"> {
  const { method = "GET", url = "/", headers } = request;
  const secrets = readSecrets(request, credentialNames);
  const spelled = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const withoutSecrets = (text: string): string => spelled.reduce((cut, secret) => cut.replaceAll(secret, "…"), text);

  const { path, search } = readTarget(url);
  const id = headers["x-request-id"];
  return {
    method,
    url: encode(withoutSecrets(toShownUrl(path, search, knownParameters))).slice(0, 500),
    ...(id !== undefined && { request_id: withoutSecrets(String(id)).slice(0, 200) }),
  };
}

function toShownUrl(path: string, search: string, known: Set<string>): string {
  if (search === "") return path;
  const pairs = search.split("&").map((pair) => {
    const [name = ""] = pair.split("=");
    return known.has(name) || !pair.includes("=") ? pair : `${name}=…`;
  });
  return `${path}?${pairs.join("&")}`;
}

function encode(text: string): string {
  return text.replaceAll(/[^\x21-\x7e…]/g, (character) => encodeURIComponent(character));
}
