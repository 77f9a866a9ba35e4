import type { Scenario } from "@integrations-api/scenarios";
import {
  type Html,
  html,
  prose,
  reasonWithoutClient,
  type ShownResponse,
  shownResponsesOf,
  type TitledOperation,
  withTitles,
} from "@integrations-api/scenarios/page";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import { clientSample, curlSample } from "../samples/sample.ts";
import type { Page } from "./layout.ts";
import { renderSample } from "./operation.ts";

/** Every scenario of the mock, with the requests that trigger it. */
export function testingPage({ document, catalogue, outputs }: Reference): Page {
  const operations = withTitles(catalogue.operations);
  return {
    folder: "testing",
    title: "Testing",
    content: html`<h1>Testing</h1>
      <p>
        The mock serves every response below. <b>Mock only:</b> the vendor does not know these ids and tokens. Below
        each request is what it printed. Start the mock with:
      </p>
      <pre><code>npx @integrations-api/mock-server --port 4010</code></pre>
      ${operations.map((operation) => {
        const responses = shownResponsesOf(document, operation);
        const anchor = toAnchor(operation.operationId);
        return html`<section aria-labelledby="${anchor}">
          <h2 id="${anchor}">${operation.title}</h2>
          ${responses.map((response) => {
            const isFirst = operations.find(({ scenarios }) => scenarios.some(isNamed(response))) === operation;
            return renderResponse(
              { operation, outputs },
              response,
              isFirst ? toAnchor(response.name) : response.anchor,
            );
          })}
        </section>`;
      })}`,
  };
}

function isNamed({ name }: ShownResponse): (scenario: Scenario) => boolean {
  return (scenario) => scenario.name === name;
}

function renderResponse(
  context: { operation: TitledOperation; outputs: Reference["outputs"] },
  response: ShownResponse,
  id: string,
): Html {
  const { operation, outputs } = context;
  const { name, badge, summary, notes } = response;
  const curl = curlSample(response);
  const [client] = clientSample(operation, response);
  return html`<details id="${id}">
    <summary><b>${badge}</b> <code>${name}</code> ${summary}</summary>
    ${notes.map(({ text }) => html`<p>${prose(text)}</p>`)} ${renderSample(curl.code, outputs.get(curl.id))}
    ${
      client === undefined
        ? html`<p>${reasonWithoutClient(operation, response.trigger.clientRequest)}</p>`
        : renderSample(client.code, outputs.get(client.id))
    }
  </details>`;
}
