import type { CatalogueOperation } from "@integrations-api/scenarios";
import { defaultOrigin, type Html, html, type TitledOperation } from "@integrations-api/scenarios/page";
import { asJson, follow, type Json } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";
import { samplesOf } from "../samples/sample.ts";
import { inline, markdown } from "./markdown.ts";
import { typeText } from "./type-text.ts";

/** Shows an operation: its request, samples, and responses. */
export function renderOperation(reference: Reference, operation: TitledOperation): Html {
  const { document } = reference;
  const { title, method, path, operationId } = operation;
  const declared = operationIn(document, operation);
  return html`<section aria-labelledby="${operationId}">
    <h2 id="${operationId}">${title}</h2>
    <p class="route"><b>${method}</b> <code>${serverOf(document)}${path}</code></p>
    ${markdown(String(declared["description"] ?? ""))} ${renderParameters(document, operation)}
    ${renderBody(document, declared)} ${renderSamples(reference, operation)} ${renderResponses(document, declared)}
  </section>`;
}

/** What the contract declares for an operation. */
export function operationIn(document: Json, { path, method }: CatalogueOperation): Json {
  return asJson(follow(document, asJson(document["paths"])[path])[method.toLowerCase()]);
}

function serverOf(document: Json): string {
  const [server] = Object.values(asJson(document["servers"])).map(asJson);
  return String(server?.["url"] ?? "");
}

function renderParameters(document: Json, operation: CatalogueOperation): Html | string {
  const item = follow(document, asJson(document["paths"])[operation.path]);
  const listed = [item["parameters"], operationIn(document, operation)["parameters"]]
    .flatMap((list) => Object.values(asJson(list)))
    .map((parameter) => follow(document, parameter));
  if (listed.length === 0) return "";
  return html`<h3>Parameters</h3>
    <dl class="fields">
      ${listed.map(
        ({ name, in: place, schema, required, description, example, "x-inferred": inferred }) =>
          html`<div id="${operation.operationId}.${String(name)}">
            <dt>
              <code class="key"><b>${String(name)}</b></code>
              <span class="type">${String(place)}, ${typeText(schema)}</span>
              ${required === true ? html`<span class="mark">required</span>` : ""}
              ${inferred === undefined ? "" : html`<span class="mark inferred">inferred</span>`}
            </dt>
            <dd>
              ${markdown(String(description ?? ""))}
              ${inferred === undefined ? "" : html`<p class="quiet">Inferred: ${inline(String(inferred))}</p>`}
              ${example === undefined ? "" : html`<p>Example: <code>${String(example)}</code></p>`}
            </dd>
          </div>`,
      )}
    </dl>`;
}

function renderBody(document: Json, { requestBody }: Json): Html | string {
  const { content, required, description } = follow(document, requestBody);
  const types = Object.entries(asJson(content));
  if (types.length === 0) return "";
  return html`<h3>Body</h3>
    ${markdown(String(description ?? ""))}
    <ul>
      ${types.map(([type, media]) => html`<li><code>${type}</code>: ${typeText(asJson(media)["schema"])}</li>`)}
    </ul>
    ${required === true ? html`<p>Required.</p>` : ""}`;
}

const tools = { curl: "curl", fetch: "fetch", client: "Client" };

function renderSamples({ outputs }: Reference, operation: TitledOperation): Html | string {
  const samples = samplesOf(operation);
  if (samples.length === 0) return "";
  return html`<h3>Samples</h3>
    <p>
      They call the <a href="testing/index.html">mock</a> at <code>${defaultOrigin}</code>. Below each is what it
      printed.
    </p>
    ${samples.map(
      ({ id, tool, code }) =>
        html`<h4 id="${id}">${tools[tool]}</h4>
          ${renderSample(code, outputs.get(id))}`,
    )}`;
}

/** A sample, and what it printed. */
export function renderSample(code: string, output: string | undefined): Html {
  return html`<pre><code>${code}</code></pre>
    ${output === undefined ? "" : html`<pre class="output"><code>${output}</code></pre>`}`;
}

function renderResponses(document: Json, { responses }: Json): Html {
  const rows = Object.entries(asJson(responses)).map(([status, response]) => {
    const { description, content } = follow(document, response);
    const schemas = Object.values(asJson(content)).map((media) => typeText(asJson(media)["schema"]));
    const [first = ""] = String(description ?? "").split(/\n\s*\n/);
    const isError = !/^[123]/.test(status);
    const shown = html`<b>${status}</b>`;
    return html`<tr>
      <td>${isError ? html`<a href="errors/index.html#${status}">${shown}</a>` : shown}</td>
      <td>${inline(first)}</td>
      <td>${schemas.length === 0 ? "no body" : schemas[0]!}</td>
    </tr>`;
  });
  return html`<h3>Responses</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">When</th>
          <th scope="col">Body</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
