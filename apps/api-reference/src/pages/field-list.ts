import { type Html, html } from "@integrations-api/scenarios/page";
import type { Field, Section } from "../contract/read-fields.ts";
import type { Reference } from "../contract/read-reference.ts";
import type { ShownValue } from "../contract/read-values.ts";
import { inline, markdown } from "./markdown.ts";
import { typeText } from "./type-text.ts";

const mostScenarios = 4;
const mostValues = 3;

/** Shows a schema: what it is for, where it is, and its fields. */
export function renderSection(reference: Reference, section: Section): Html {
  const { name, description, fields, members, entries } = section;
  const paths = reference.paths.get(name)?.filter((path) => path !== "") ?? [];
  return html`<section aria-labelledby="${name}">
    <h3 id="${name}">${name} ${renderLink(name)}</h3>
    ${paths.length === 0 ? "" : html`<p class="path">${paths.map((path) => html`<code>${path}</code> `)}</p>`}
    ${markdown(description)} ${renderUnion(members)}
    ${entries === undefined ? "" : html`<p>A map. Each value is ${typeText(entries)}.</p>`}
    ${section.schema["enum"] === undefined ? "" : html`<p>One of ${typeText(section.schema)}.</p>`}
    ${
      fields.length === 0
        ? ""
        : html`<dl class="fields">${fields.map((field) => renderField(reference, section, field))}</dl>`
    }
  </section>`;
}

function renderUnion(members: object[]): Html | string {
  if (members.length === 0) return "";
  return html`<p>One of: ${members.map((member, index) => html`${index === 0 ? "" : ", "}${typeText(member)}`)}.</p>`;
}

function renderField(reference: Reference, { name }: Section, field: Field): Html {
  const { key, anchor, schema, description, isRequired, isSecret, inferred } = field;
  const [path] = reference.paths.get(name) ?? [];
  const prefix = path === undefined || path === "" ? "" : `${path}.`;
  return html`<div id="${anchor}">
    <dt>
      <code class="key"><span>${prefix}</span><b>${key}</b></code>
      <span class="type">${typeText(schema)}</span>
      ${isRequired ? html`<span class="mark">required</span>` : ""}
      ${isSecret ? html`<a class="mark secret" href="authentication/index.html#secrets">secret</a>` : ""}
      ${inferred === undefined ? "" : html`<span class="mark inferred" title="${inferred}">inferred</span>`}
      ${renderLink(anchor)}
    </dt>
    <dd>
      ${markdown(description)} ${inferred === undefined ? "" : html`<p class="quiet">Inferred: ${inline(inferred)}</p>`}
      ${renderValues(reference.values.get(anchor) ?? [])}
    </dd>
  </div>`;
}

function renderValues(values: ShownValue[]): Html | string {
  if (values.length === 0) return "";
  const shown = values.slice(0, mostValues).map(({ text, scenarios }) => {
    const named = scenarios.slice(0, mostScenarios).map((name) => {
      return html` <a href="testing/index.html#${name}">${name}</a>`;
    });
    const more = scenarios.length > mostScenarios ? ` and ${scenarios.length - mostScenarios} more` : "";
    return html`<li><code>${text}</code> <span class="quiet">in${named}${more}</span></li>`;
  });
  return html`<ul class="values">
    ${shown}
  </ul>`;
}

function renderLink(anchor: string): Html {
  return html`<a class="link" href="#${anchor}" aria-label="Link to ${anchor}">#</a>`;
}
