import type { CatalogueOperation } from "@integrations-api/scenarios";
import { defaultOrigin, type Html, html, type TitledOperation } from "@integrations-api/scenarios/page";
import { asJson, follow, type Json, operationIn } from "../contract/follow.ts";
import { declaredHeaders } from "../contract/declared-headers.ts";
import { declaredParameters } from "../contract/declared-parameters.ts";
import { declaredResponses, isError } from "../contract/declared-responses.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { Reference } from "../contract/read-reference.ts";
import { samplesOf } from "../samples/sample.ts";
import { renderFlags } from "./limits-text.ts";
import { inline, markdown } from "./markdown.ts";
import { renderSample } from "./sample.ts";
import { renderTable } from "./table.ts";
import { bodyText, joined } from "./type-text.ts";
import { renderHeaderNames, renderValue } from "./value.ts";

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
  const parameters = declaredParameters(document, operation).map(({ anchor, parameter }) => {
    const { name, in: place } = parameter;
    return renderValue(document, { anchor, name: String(name), place: String(place), declared: parameter });
  });
  const headers = declaredHeaders(document, operation).map(({ anchor, name, header }) => {
    return renderValue(document, { anchor, name, place: "response header", declared: header });
  });
  if (parameters.length + headers.length === 0) return "";
  return html`<h3>Parameters and headers</h3>
    <dl class="fields">${parameters} ${headers}</dl>`;
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
