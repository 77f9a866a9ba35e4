import type { Scenario } from "@integrations-api/scenarios";
import {
  type Html,
  html,
  prose,
  reasonWithoutClient,
  type ShownResponse,
  shownResponsesOf,
  type TitledOperation,
  toClientLine,
  toCurlLine,
  withTitles,
} from "@integrations-api/scenarios/page";
import type { Reference } from "../contract/read-reference.ts";
import type { Page } from "./layout.ts";

/** Every scenario of the mock, with the requests that trigger it. */
export function testingPage({ document, catalogue }: Reference): Page {
  const operations = withTitles(catalogue.operations);
  return {
    folder: "testing",
    title: "Testing",
    content: html`<h1>Testing</h1>
      <p>
        The mock serves every response below. <b>Mock only:</b> the vendor does not know these ids and tokens. Start it
        with:
      </p>
      <pre><code>npx @integrations-api/mock-server --port 4010</code></pre>
      ${operations.map((operation) => {
        const responses = shownResponsesOf(document, operation);
        return html`<section aria-labelledby="${operation.operationId}">
          <h2 id="${operation.operationId}">${operation.title}</h2>
          ${responses.map((response) => {
            const isFirst = operations.find(({ scenarios }) => scenarios.some(isNamed(response))) === operation;
            return renderResponse(operation, response, isFirst ? response.name : response.anchor);
          })}
        </section>`;
      })}`,
  };
}

function isNamed({ name }: ShownResponse): (scenario: Scenario) => boolean {
  return (scenario) => scenario.name === name;
}

function renderResponse(operation: TitledOperation, response: ShownResponse, id: string): Html {
  const { name, badge, summary, notes, trigger } = response;
  const reason = reasonWithoutClient(operation, trigger.clientRequest);
  return html`<details id="${id}">
    <summary><b>${badge}</b> <code>${name}</code> ${summary}</summary>
    ${notes.map(({ text }) => html`<p>${prose(text)}</p>`)}
    <pre><code>${toCurlLine(trigger.request).join(" \\\n ")}</code></pre>
    ${
      reason === ""
        ? html`<pre><code>${toClientLine(operation, trigger.clientRequest).join("\n  ")}</code></pre>`
        : html`<p>${reason}</p>`
    }
  </details>`;
}
