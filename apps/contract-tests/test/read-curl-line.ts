import type { SentRequest } from "../src/http/exchange.ts";

/** Reads a curl line as a shell and curl would, with these environment variables. */
export function readCurlLine(line: string, baseUrl: string, environment: Record<string, string>): SentRequest {
  const [, ...words] = readWords(line, environment);
  const headers: Record<string, string> = {};
  const request: SentRequest = { method: "GET", target: "", headers };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-H") {
      const [, name = "", value = ""] = /^([^:]+): (.*)$/s.exec(words.shift() ?? "") ?? [];
      headers[name] = value;
    } else if (word === "-X") request.method = words.shift() ?? "";
    else if (word === "--head") request.method = "HEAD";
    else if (word === "--data-binary") request.body = words.shift() ?? "";
    else if (word.startsWith(baseUrl)) request.target = word.slice(baseUrl.length);
  }
  return request;
}

const piece =
  /'(?<quoted>[^']*)'|\\(?<escaped>.)|"\$\(printf %s "\$(?<encoded>\w+)" \| base64 -w 0\)"|"\$(?<variable>\w+)"|(?<plain>[^\s'"\\]+)|(?<space>\s+)/gs;

function readWords(line: string, environment: Record<string, string>): string[] {
  const words = [""];
  for (const { groups = {} } of line.matchAll(piece)) {
    const { quoted, escaped, encoded, variable, plain, space } = groups;
    if (space !== undefined) words.push("");
    else if (encoded !== undefined)
      words.push(words.pop()! + Buffer.from(environment[encoded] ?? "").toString("base64"));
    else words.push(words.pop()! + (quoted ?? escaped ?? plain ?? environment[variable ?? ""] ?? ""));
  }
  return words;
}
