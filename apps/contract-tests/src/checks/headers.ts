import { checkParameters } from "@integrations-api/scenarios";
import { responseFor } from "../contract/read-contract.ts";
import type { ExchangeCheck } from "./check.ts";

export const headers: ExchangeCheck = {
  name: "headers",
  severity: "error",
  rule: "A response has the headers that the contract requires, and the values of declared headers are valid.",
  source: "the headers of the response",
  judge({ response, operation }) {
    const parameters = responseFor(operation, response!.status)?.headers ?? [];
    const values = response!.headers.reduce<Record<string, string>>((all, [name, value]) => {
      return { ...all, [name]: name in all ? `${all[name]}, ${value}` : value };
    }, {});
    const match = { operation: { ...operation, security: [], parameters }, values: {} };
    return checkParameters(match, { headers: values, query: new URLSearchParams() }).map(({ name, message }) => ({
      at: name,
      message: `The header \`${name}\` ${message === "must be given" ? "is missing" : message}.`,
    }));
  },
};
