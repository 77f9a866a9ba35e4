import { type CatalogueOperation, type Fault, type Scenario, sequenceOf } from "@integrations-api/scenarios";
import { type Html, html, prose } from "./html.ts";
import { defaultOrigin, toClientLine, toCurlLine } from "./request-lines.ts";
import { toRecipe } from "./recipe.ts";

/** Where on the page an operation or one of its scenarios is. No own id of the page has a slash. */
export function anchorOf({ operationId }: CatalogueOperation, scenario?: Scenario): string {
  const parts = scenario ? [operationId, scenario.status, scenario.name] : ["operation", operationId];
  return parts.map(encodeURIComponent).join("/");
}

/** An operation with all its scenarios. */
export function renderOperation(operation: CatalogueOperation): Html {
  const { operationId, summary, method, path, scenarios } = operation;
  const title = summary || operationId;
  return html`<section aria-labelledby="${anchorOf(operation)}">
    <h2 id="${anchorOf(operation)}">${title}</h2>
    <p class="route"><b>${method}</b> <code>${path}</code></p>
    ${renderSelection(operation)}
    <nav aria-label="Scenarios of ${title}">
      <ul class="index">
        ${scenarios.map((scenario) => renderLink(operation, scenario))}
      </ul>
    </nav>
    ${scenarios.map((scenario) => renderScenario(operation, scenario))}
  </section>`;
}

function renderSelection({ parameters }: CatalogueOperation): Html[] {
  return parameters.flatMap(({ name, selects, narrows }) => [
    ...(selects === undefined
      ? []
      : [html`<p><code>${name}</code> picks the example with its value at <code>${selects}</code>.</p>`]),
    ...(narrows === undefined
      ? []
      : [html`<p><code>${name}</code> leaves only its value in <code>${narrows}</code>.</p>`]),
  ]);
}

function renderLink(operation: CatalogueOperation, scenario: Scenario): Html {
  return html`<li><a href="#${anchorOf(operation, scenario)}">${renderStatus(scenario)} ${scenario.name}</a></li>`;
}

function renderScenario(operation: CatalogueOperation, scenario: Scenario): Html {
  const { name, summary, description } = scenario;
  const recipe = toRecipe(operation, scenario);
  const keys = Object.entries(recipe.triggers).map(([key, value]) => renderLine(key, [String(value)], name));
  const client = toClientLine(operation, recipe);

  return html`<article id="${anchorOf(operation, scenario)}">
    <div>
      <h3>${renderStatus(scenario)} ${name}</h3>
      <p class="summary">${summary}</p>
      ${description.split(/\n{2,}/).map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
      ${wordsFor(operation, scenario).map((words) => html`<p class="twist">${words}</p>`)}
    </div>
    <dl>
      ${
        keys.length > 0
          ? keys
          : html`<div>
              <dt>by</dt>
              <dd><em>any good request</em></dd>
            </div>`
      }
      ${renderLine("curl", toCurlLine(recipe), name)} ${client.length === 0 ? "" : renderLine("client", client, name)}
    </dl>
  </article>`;
}

function renderLine(label: string, parts: string[], scenario: string): Html {
  const code = parts.map((part) => html`<span>${withOrigin(part)}</span>`);
  return html`<div>
    <dt>${label}</dt>
    <dd><code>${code}</code><button type="button" data-copy aria-label="Copy ${label} of ${scenario}">Copy</button></dd>
  </div>`;
}

function withOrigin(text: string): Html {
  const at = text.indexOf(defaultOrigin);
  if (at === -1) return html`${text}`;
  return html`${text.slice(0, at)}<b data-origin>${defaultOrigin}</b>${text.slice(at + defaultOrigin.length)}`;
}

function renderStatus({ status, fault }: Scenario): Html {
  if (fault === "reset" || fault === "hang") return html`<span class="status s0">no answer</span>`;
  return html`<span class="status s${Math.floor(status / 100)}">${status}</span>`;
}

const faultWords: Record<Fault, string> = {
  reset: "The connection is reset.",
  hang: "The connection stays open, without an answer.",
  truncated: "The connection ends in the middle of the body.",
  "broken-json": "The JSON is cut in half.",
  html: "The body is HTML.",
};

/** What is unusual about an answer beside its status and body. */
function wordsFor(operation: CatalogueOperation, scenario: Scenario): string[] {
  const { delayMs, sequence, fault, patch } = scenario;
  const steps = sequenceOf(operation, scenario).map(({ status }) => status);
  return [
    ...(delayMs === undefined ? [] : [`Comes after ${delayMs / 1000} s.`]),
    ...(sequence === undefined ? [] : [`In turn for each token: ${steps.join(", ")}, and again.`]),
    ...(fault === undefined ? [] : [faultWords[fault]]),
    ...(patch === undefined ? [] : [`Breaks the contract at ${patch.map(({ path }) => path).join(", ")}.`]),
  ];
}
