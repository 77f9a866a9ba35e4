import { type Html, html } from "@integrations-api/scenarios/page";
import type { Field, Section } from "../contract/read-fields.ts";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { ShownValue } from "../contract/read-values.ts";
import { limitsText, renderFlags } from "./limits-text.ts";
import { inline, markdown } from "./markdown.ts";
import { typeText } from "./type-text.ts";

const mostScenarios = 4;
const mostValues = 3;
/** How many keys the path of a schema may have that is not folded. */
const deepest = 2;

/** Shows a schema: what it is for, where it is, and its fields. What is deep in a body is folded. */
export function renderSection(reference: Reference, section: Section): Html {
  const { name, anchor } = section;
  const paths = reference.paths.get(name)?.filter((path) => path !== "") ?? [];
  const isDeep = paths.length > 0 && paths.every((path) => path.split(".").length > deepest);
  const content = renderContent(reference, section, paths);
  // A link to what is folded unfolds it, so the address is inside.
  return isDeep
    ? html`<details class="schema">
        <summary><h3>${name}</h3></summary>
        <div id="${anchor}">${content} ${renderLink(anchor)}</div>
      </details>`
    : html`<section aria-labelledby="${anchor}">
        <h3 id="${anchor}">${name} ${renderLink(anchor)}</h3>
        ${content}
      </section>`;
}

function renderContent(reference: Reference, section: Section, paths: string[]): Html {
  const { description, fields, members, entries, schema } = section;
  return html`${paths.length === 0 ? "" : html`<p class="path">${paths.map((path) => html`<code>${path}</code> `)}</p>`}
  ${markdown(description)} ${renderUnion(members)}
  ${entries === undefined ? "" : html`<p>A map. Each value is ${typeText(entries)}.</p>`}
  ${schema["$ref"] === undefined ? "" : html`<p>The same as ${typeText(schema)}.</p>`}
  ${schema["enum"] === undefined ? "" : html`<p>One of ${typeText(schema)}.</p>`}
  ${
    fields.length === 0
      ? ""
      : html`<dl class="fields">${fields.map((field) => renderField(reference, section, field))}</dl>`
  }`;
}

function renderUnion(members: object[]): Html | string {
  if (members.length === 0) return "";
  return html`<p>One of: ${members.map((member, index) => html`${index === 0 ? "" : ", "}${typeText(member)}`)}.</p>`;
}

function renderField(reference: Reference, { name }: Section, field: Field): Html {
  const { key, anchor, schema, examples, description, isRequired, isSecret, inferred } = field;
  const [path] = reference.paths.get(name) ?? [];
  const prefix = path === undefined || path === "" ? "" : `${path}.`;
  return html`<div id="${anchor}">
    <dt>
      <code class="key"><span>${prefix}</span><b>${key}</b></code>
      <span class="type">${typeText(schema)}${limitsText(schema)}</span>
      ${renderFlags(schema)} ${isRequired ? html`<span class="mark">required</span>` : ""}
      ${isSecret ? html`<a class="mark secret" href="authentication/index.html#secrets">secret</a>` : ""}
      ${inferred === undefined ? "" : html`<span class="mark inferred" title="${inferred}">inferred</span>`}
      ${renderLink(anchor)}
    </dt>
    <dd>
      ${markdown(description)} ${inferred === undefined ? "" : html`<p class="quiet">Inferred: ${inline(inferred)}</p>`}
      ${renderValues(reference.values.get(anchor) ?? examples.map((text) => ({ text, scenarios: [] })))}
    </dd>
  </div>`;
}

function renderValues(values: ShownValue[]): Html | string {
  if (values.length === 0) return "";
  const shown = values.slice(0, mostValues).map(({ text, scenarios }) => {
    const named = scenarios.slice(0, mostScenarios).map((name) => {
      return html` <a href="testing/index.html#${toAnchor(name)}">${name}</a>`;
    });
    const more = scenarios.length > mostScenarios ? ` and ${scenarios.length - mostScenarios} more` : "";
    const place = scenarios.length === 0 ? "" : html` <span class="quiet">in${named}${more}</span>`;
    return html`<li><code>${text}</code>${place}</li>`;
  });
  return html`<ul class="values">
    ${shown}
  </ul>`;
}

function renderLink(anchor: string): Html {
  return html`<a class="link" href="#${anchor}" aria-label="Link">#</a>`;
}
