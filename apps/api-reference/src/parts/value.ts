import { type Html, html } from "@integrations-api/scenarios/page";
import { asJson, follow, type Json } from "../contract/follow.ts";
import { schemaExamplesOf } from "../contract/read-fields.ts";
import { limitsText, renderFlags } from "./limits-text.ts";
import { inline, markdown } from "./markdown.ts";
import { typeText } from "./type-text.ts";

/** A parameter or a header. */
interface DeclaredValue {
  anchor: string;
  name: string;
  place: string;
  declared: Json;
}

/** Shows a parameter or a header as an entry of a list of definitions. */
export function renderValue(document: Json, { anchor, name, place, declared }: DeclaredValue): Html {
  const { required, description, "x-inferred": inferred } = declared;
  const schema = schemaOf(declared);
  const example = exampleOf(document, declared);
  return html`<div id="${anchor}">
    <dt>
      <code class="key"><b>${name}</b></code>
      <span class="type">${place}, ${typeText(schema)}${limitsText(schema)}</span>
      ${renderFlags(declared)} ${required === true ? html`<span class="mark">required</span>` : ""}
      ${inferred === undefined ? "" : html`<span class="mark inferred">inferred</span>`}
    </dt>
    <dd>
      ${markdown(String(description ?? ""))}
      ${inferred === undefined ? "" : html`<p class="quiet">Inferred: ${inline(String(inferred))}</p>`}
      ${example === undefined ? "" : html`<p>Example: <code>${toText(example)}</code></p>`}
    </dd>
  </div>`;
}

/** Names the headers that a response may have. */
export function renderHeaderNames(headers: unknown): Html | string {
  const names = Object.keys(asJson(headers)).map((name, index) => html`${index === 0 ? "" : ", "}<code>${name}</code>`);
  return names.length === 0 ? "" : html`<p class="quiet">Headers: ${names}.</p>`;
}

/** A parameter or header has a schema, or a media type that has one. */
function schemaOf({ schema, content }: Json): unknown {
  return schema ?? asJson(Object.values(asJson(content))[0])["schema"];
}

/** The example of a parameter or header, or else that of its schema. */
function exampleOf(document: Json, declared: Json): unknown {
  const { example, examples } = declared;
  const [named] = Object.values(asJson(examples)).map((one) => follow(document, one)["value"]);
  return example ?? named ?? schemaExamplesOf(document, schemaOf(declared))[0];
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
