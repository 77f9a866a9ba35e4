import type { CatalogueOperation } from "@integrations-api/scenarios";
import {
  type Html,
  html,
  type ShownResponse,
  shownResponsesOf,
  type TitledOperation,
} from "@integrations-api/scenarios/page";
import { renderResponse, renderBadge } from "./response-article.ts";

/** Where on the page an operation is. The page's own anchors do not have a slash. */
export function anchorOf({ operationId }: CatalogueOperation): string {
  return `operation/${encodeURIComponent(operationId)}`;
}

/** An operation with all its responses. */
export function renderOperation(document: object, operation: TitledOperation): Html {
  const { title, method, path } = operation;
  const responses = shownResponsesOf(document, operation);
  return html`<section aria-labelledby="${anchorOf(operation)}">
    <h2 id="${anchorOf(operation)}">${title}</h2>
    <p class="route"><b>${method}</b> <code>${path}</code></p>
    ${renderSelection(operation)}
    <nav aria-label="Scenarios of ${title}">
      <ul class="index">
        ${responses.map(renderLink)}
      </ul>
    </nav>
    ${responses.map((response) => renderResponse(operation, response))}
  </section>`;
}

function renderSelection({ parameters }: CatalogueOperation): Html[] {
  return parameters.flatMap(({ name, selects, narrows }) => [
    ...(selects === undefined
      ? []
      : [html`<p><code>${name}</code> selects the example that has its value at <code>${selects}</code>.</p>`]),
    ...(narrows === undefined
      ? []
      : [html`<p><code>${name}</code> reduces <code>${narrows}</code> to the requested value.</p>`]),
  ]);
}

function renderLink(response: ShownResponse): Html {
  const labels = response.notes.map(({ label }) => html` <b class="label">${label}</b>`);
  return html`<li><a href="#${response.anchor}">${renderBadge(response)} ${response.name}${labels}</a></li>`;
}
