import { headerOf } from "../http/exchange.ts";
import { isJsonType, readJson } from "../http/read-json.ts";
import type { ExchangeCheck } from "./check.ts";

export const wellFormedJson: ExchangeCheck = {
  name: "well-formed-json",
  severity: "error",
  rule: "A JSON body is well-formed, in UTF-8, without a byte order mark, and its objects do not repeat a name.",
  source: "RFC 8259, sections 4 and 8.1",
  judge({ response }) {
    if (!isJsonType(headerOf(response!, "content-type") ?? "")) return [];
    const read = readJson(response!);
    return read.kind === "json" ? [] : [{ message: `The body ${read.reason}.` }];
  },
};
