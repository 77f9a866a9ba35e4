import type { CatalogueOperation, Fault, Scenario } from "../contract/catalogue.ts";
import { sequenceOf } from "../response/take-turn.ts";

/** What is unusual about a response beside its status and body. */
export interface Note {
  label: "drift" | "delay" | "sequence" | "fault" | "made up";
  text: string;
}

const faultTexts: Record<Fault, string> = {
  reset: "The mock resets the connection without a response.",
  hang: "The mock keeps the connection open, but never responds.",
  truncated: "The connection ends in the middle of the body.",
  "broken-json": "The body is cut off, so it is not valid JSON.",
  html: "The body is an HTML page.",
};

/** Says in words how a scenario differs from a plain response. */
export function notesOf(operation: CatalogueOperation, scenario: Scenario): Note[] {
  const { delayMs, sequence, fault, patch } = scenario;
  const statuses = sequenceOf(operation, scenario).map(({ status }) => status);
  const places = patch?.map(({ path }) => `\`${path}\``).join(", ");
  return [
    ...(delayMs === undefined ? [] : [toNote("delay", `The response takes ${delayMs / 1000} s.`)]),
    ...(sequence === undefined
      ? []
      : [toNote("sequence", `Each token gets ${statuses.join(", ")}, then starts over.`)]),
    ...(fault === undefined ? [] : [toNote("fault", faultTexts[fault])]),
    ...(places === undefined ? [] : [toNote("drift", `Breaks the contract on purpose at ${places}.`)]),
  ];
}

function toNote(label: Note["label"], text: string): Note {
  return { label, text };
}
