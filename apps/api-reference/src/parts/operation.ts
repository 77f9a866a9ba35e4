import type { CatalogueOperation } from "@integrations-api/scenarios";
import { defaultOrigin, type Html, html, type TitledOperation } from "@integrations-api/scenarios/page";
import { asJson, follow, type Json, operationIn } from "../contract/follow.ts";
import { declaredParameters } from "../contract/declared-parameters.ts";
import { declaredResponses, isError } from "../contract/declared-responses.ts";
import { schemaExamplesOf } from "../contract/read-fields.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { Reference } from "../contract/read-reference.ts";
import { samplesOf } from "../samples/sample.ts";
import { limitsText, renderFlags } from "./limits-text.ts";
import { inline, markdown } from "./markdown.ts";
import { renderTable } from "./table.ts";
import { bodyText, joined, typeText } from "./type-text.ts";

/** Shows an operation: its request, samples, and responses. */
export function renderOperation(reference: Reference, operation: TitledOperation): Html {
  const { document } = reference;
  const { title, method, path } = operation;
  const anchor = toAnchor(operation.operationId);
  const declared = operationIn(document, operation);
  return html`<section aria-labelledby="${anchor}">
    <h2 id="${anchor}">${title}</h2>
    <p class="route"><b>${method}</b> <code>${serverOf(document)}${path}</code> ${renderFlags(declared)}</p>
    ${markdown(String(declared["description"] ?? ""))} ${renderSecurity(document, declared)}
    ${renderParameters(document, operation)} ${renderBody(reference, declared)} ${renderSamples(reference, operation)}
    ${renderResponses(reference, operation)}
  </section>`;
}

function serverOf(document: Json): string {
  const [server] = Object.values(asJson(document["servers"])).map(asJson);
  return String(server?.["url"] ?? "");
}

/** Any one of the alternatives is enough; each may need several schemes. */
function renderSecurity(document: Json, { security = document["security"] }: Json): Html {
  const schemes = asJson(asJson(document["components"])["securitySchemes"]);
  const alternatives = Object.values(asJson(security)).map((needed) => {
    const names = Object.keys(asJson(needed)).filter((name) => Object.hasOwn(schemes, name));
    const links = names.map((name, index) => {
      return html`${index === 0 ? "" : " and "}<a href="authentication/index.html#${toAnchor(name)}">${name}</a>`;
    });
    return names.length === 0 ? html`none` : html`${links}`;
  });
  return html`<p>Authentication: ${alternatives.length === 0 ? "none" : joined(alternatives)}.</p>`;
}

function renderParameters(document: Json, operation: CatalogueOperation): Html | string {
  const listed = declaredParameters(document, operation);
  if (listed.length === 0) return "";
  return html`<h3>Parameters</h3>
    <dl class="fields">
      ${listed.map(({ anchor, parameter }) => {
        const { name, in: place, required, description, "x-inferred": inferred } = parameter;
        const schema = schemaOf(parameter);
        const example = exampleOf(document, parameter);
        return html`<div id="${anchor}">
          <dt>
            <code class="key"><b>${String(name)}</b></code>
            <span class="type">${String(place)}, ${typeText(schema)}${limitsText(schema)}</span>
            ${renderFlags(parameter)} ${required === true ? html`<span class="mark">required</span>` : ""}
            ${inferred === undefined ? "" : html`<span class="mark inferred">inferred</span>`}
          </dt>
          <dd>
            ${markdown(String(description ?? ""))}
            ${inferred === undefined ? "" : html`<p class="quiet">Inferred: ${inline(String(inferred))}</p>`}
            ${example === undefined ? "" : html`<p>Example: <code>${typeof example === "string" ? example : JSON.stringify(example)}</code></p>`}
          </dd>
        </div>`;
      })}
    </dl>`;
}

/** A parameter has a schema, or a media type that has one. */
function schemaOf({ schema, content }: Json): unknown {
  return schema ?? asJson(Object.values(asJson(content))[0])["schema"];
}

/** The example of a parameter, or else that of its schema. */
function exampleOf(document: Json, parameter: Json): unknown {
  const { example, examples } = parameter;
  const [named] = Object.values(asJson(examples)).map((one) => follow(document, one)["value"]);
  return example ?? named ?? schemaExamplesOf(document, schemaOf(parameter))[0];
}

function renderBody(reference: Reference, { requestBody }: Json): Html | string {
  const { content, required, description } = follow(reference.document, requestBody);
  const types = Object.entries(asJson(content));
  if (types.length === 0) return "";
  return html`<h3>Body</h3>
    ${markdown(String(description ?? ""))}
    <ul>
      ${types.map(([type, media]) => html`<li><code>${type}</code>: ${bodyText(reference, { [type]: media })}</li>`)}
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

/** Names the headers that a response may have. */
export function renderHeaderNames(headers: unknown): Html | string {
  const names = Object.keys(asJson(headers)).map((name, index) => html`${index === 0 ? "" : ", "}<code>${name}</code>`);
  return names.length === 0 ? "" : html`<p class="quiet">Headers: ${names}.</p>`;
}

function renderResponses(reference: Reference, operation: TitledOperation): Html {
  const rows = declaredResponses(reference.document, operation).map(({ status, response }) => {
    const { description, content, headers } = response;
    const [first = ""] = String(description ?? "").split(/\n\s*\n/);
    const shown = html`<b>${status}</b>`;
    return [
      isError(status) ? html`<a href="errors/index.html#${status}">${shown}</a>` : shown,
      html`${inline(first)} ${renderHeaderNames(headers)}`,
      bodyText(reference, content),
    ];
  });
  return html`<h3>Responses</h3>
    ${renderTable(["Status", "When", "Body"], rows)}`;
}
