import {
  type Html,
  html,
  prose,
  reasonWithoutClient,
  type ShownRequest,
  type ShownResponse,
  shownResponsesOf,
  type TitledOperation,
  withTitles,
} from "@integrations-api/scenarios/page";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import { clientCall, curlSample } from "../samples/sample.ts";
import type { Page } from "./layout.ts";
import { renderSample } from "../parts/sample.ts";

/** What the form of the page can send. */
export interface FormRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Every scenario of the mock, with the requests that trigger it. */
export function testingPage({ document, catalogue, outputs }: Reference): Page {
  const operations = withTitles(catalogue.operations);
  const shown = operations.map((operation) => ({ operation, responses: shownResponsesOf(document, operation) }));
  const all = shown.flatMap(({ responses }) => responses);
  return {
    folder: "testing",
    title: "Testing",
    scripts: ["try-it.js"],
    content: html`<h1>Testing</h1>
      <p>
        The mock serves every response below. <b>Mock only:</b> the vendor does not know these ids and tokens. Below
        each request is what it printed. Start the mock with:
      </p>
      <pre><code>npx @integrations-api/mock-server --port 4010</code></pre>
      <ul>
        <li><a href="../mock/index.html">The mock</a>: what it does, and its options</li>
        <li>
          <a href="../fixtures/index.html">Without a server</a>: the same responses as fixtures, a fetch and MSW
          handlers
        </li>
        <li><a href="../contract-tests/index.html">Your own server</a>: find out whether it keeps the contract</li>
      </ul>
      <div id="try"></div>
      ${shown.map(({ operation, responses }) => {
        // An example may have the name of an operation.
        const anchor = `operation/${toAnchor(operation.operationId)}`;
        return html`<section aria-labelledby="${anchor}">
          <h2 id="${anchor}">${operation.title}</h2>
          ${responses.map((response) => {
            const isFirst = all.find(({ name }) => name === response.name) === response;
            const id = isFirst ? toAnchor(response.name) : response.anchor;
            return renderResponse({ operation, outputs }, response, id);
          })}
        </section>`;
      })}`,
  };
}

function renderResponse(
  context: { operation: TitledOperation; outputs: Reference["outputs"] },
  response: ShownResponse,
  id: string,
): Html {
  const { operation, outputs } = context;
  const { name, badge, summary, notes } = response;
  const curl = curlSample(response);
  const call = clientCall(operation, response);
  // A link to what is folded unfolds it, so the address is inside.
  return html`<details>
    <summary><b>${badge}</b> <code>${name}</code> ${summary}</summary>
    <div id="${id}">
      ${notes.map(({ text }) => html`<p>${prose(text)}</p>`)}
      <div data-request="${JSON.stringify(toPlain(response.trigger.request))}">
        ${renderSample(curl.code, outputs.get(curl.id))}
      </div>
      ${
        call === undefined
          ? html`<p>${reasonWithoutClient(operation, response.trigger.clientRequest)}</p>`
          : renderSample(call.code, outputs.get(call.id))
      }
    </div>
  </details>`;
}

/** A request as the form of the page sends it. */
function toPlain({ method, path, query, headers, body }: ShownRequest): FormRequest {
  return { method, path: path + (query.size > 0 ? `?${query}` : ""), headers, ...(body !== undefined && { body }) };
}
