import type { CatalogueOperation, Fault, Scenario } from "../contract/catalogue.ts";
import { sequenceOf } from "../response/take-turn.ts";
import { type DeclaredStatus, statusesWithoutExample } from "./declared-statuses.ts";
import { type Note, notesOf } from "./note.ts";
import { type Trigger, triggerOf, triggerOfStatus } from "./trigger.ts";

/** A response of an operation, as the page shows it. */
export interface ShownResponse {
  /** Where on the page it is. */
  anchor: string;
  status: number;
  /** The status as the contract declares it, or `no response`. */
  badge: string;
  /** With the badge, unique in its operation. */
  name: string;
  summary: string;
  description: string;
  notes: Note[];
  /** The statuses that are sent one after another. Only a sequence has several. */
  statuses: number[];
  /** What goes wrong on the wire. */
  fault?: Fault;
  trigger: Trigger;
}

/** Lists the scenarios of an operation and the responses that it declares without an example, by status. */
export function shownResponsesOf(document: object, operation: CatalogueOperation): ShownResponse[] {
  const { scenarios, defaults } = operation;
  return [
    ...scenarios.map((scenario) => toShownResponse(operation, scenario, badgeOf(scenario))),
    ...defaults.map((scenario) => toShownResponse(operation, scenario, "default")),
    ...statusesWithoutExample(document, operation).map((response) => toMadeUpResponse(operation, response)),
  ].toSorted((one, other) => one.status - other.status);
}

function toShownResponse(operation: CatalogueOperation, scenario: Scenario, badge: string): ShownResponse {
  const { status, summary, description, fault } = scenario;
  const name = uniqueName(operation, scenario);
  return {
    anchor: anchorOf(operation, badge, name),
    status,
    badge,
    name,
    summary: summary === scenario.name ? "" : summary,
    description,
    notes: notesOf(operation, scenario),
    statuses: sequenceOf(operation, scenario).map((step) => step.status),
    ...(fault && { fault }),
    trigger: triggerOf(operation, scenario),
  };
}

function badgeOf({ status, isRange, fault }: Scenario): string {
  if (fault === "reset" || fault === "hang") return "no response";
  return isRange ? `${Math.floor(status / 100)}XX` : String(status);
}

/** The same example may come in several media types. */
function uniqueName({ scenarios, defaults }: CatalogueOperation, { name, status, contentType }: Scenario): string {
  const same = [...scenarios, ...defaults].filter((other) => other.name === name && other.status === status);
  return same.length === 1 ? name : `${name} (${contentType})`;
}

function toMadeUpResponse(operation: CatalogueOperation, response: DeclaredStatus): ShownResponse {
  const { declared, status } = response;
  const name = "without example";
  const text = "The contract does not have an example, so the mock makes up the response from the schema.";
  return {
    anchor: anchorOf(operation, declared, name),
    status,
    badge: declared,
    name,
    summary: "",
    description: "",
    notes: [{ label: "made up", text }],
    statuses: [status],
    trigger: triggerOfStatus(operation, status),
  };
}

function anchorOf({ operationId }: CatalogueOperation, ...parts: string[]): string {
  return [operationId, ...parts].map(encodeURIComponent).join("/");
}
