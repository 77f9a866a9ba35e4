import { type CatalogueOperation, isFor, type Scenario } from "@integrations-api/scenarios";
import { type Html, html, shownResponsesOf } from "@integrations-api/scenarios/page";
import { type DeclaredResponse, declaredResponses, isError } from "../contract/declared-responses.ts";
import { type ClientError, errorForStatus, isForStatus } from "../contract/read-client-errors.ts";
import type { Reference } from "../contract/read-reference.ts";
import { curlSample } from "../samples/sample.ts";
import type { Page } from "./layout.ts";
import { inline, markdown } from "../parts/markdown.ts";
import { renderSample } from "../parts/sample.ts";
import { renderTable } from "../parts/table.ts";
import { bodyText } from "../parts/type-text.ts";
import { renderHeaderNames } from "../parts/value.ts";

/** An error, and the operation that declares it. */
interface DeclaredError extends DeclaredResponse {
  operation: CatalogueOperation;
}

/** Each error of each operation: when it is sent, its headers and body, what the client does, and how to trigger it. */
export function errorsPage(reference: Reference): Page {
  const declared = declaredErrors(reference);
  const others = reference.clientErrors.filter((error) => !isForStatus(error));
  const byStatus = Map.groupBy(declared, ({ status }) => status);
  return {
    folder: "errors",
    title: "Errors",
    content: html`<h1>Errors</h1>
      ${renderOverview(reference, byStatus, others)}
      ${[...byStatus].map(
        ([status, same]) =>
          html`<section aria-labelledby="${status}">
            <h2 id="${status}">${status}</h2>
            ${same.map((one) => renderError(one, same.length > 1, reference))}
            ${renderThrown(errorForStatus(reference.clientErrors, status))}
          </section>`,
      )}
      <h2 id="client">Other errors of the client</h2>
      ${others.map(
        ({ name, anchor, description }) =>
          html`<section aria-labelledby="${anchor}">
            <h3 id="${anchor}"><code>${name}</code></h3>
            <p>${inline(description)}</p>
          </section>`,
      )}`,
  };
}

function declaredErrors({ document, catalogue }: Reference): DeclaredError[] {
  const declared = catalogue.operations.flatMap((operation) =>
    declaredResponses(document, operation).map((response) => ({ operation, ...response })),
  );
  return declared
    .filter(({ status }) => isError(status))
    .toSorted((one, other) => (one.status < other.status ? -1 : 1));
}

function renderOverview(reference: Reference, byStatus: Map<string, DeclaredError[]>, others: ClientError[]): Html {
  const rows = [...byStatus].map(([status, same]) => {
    const [first = ""] = String(same[0]!.response["description"] ?? "")
      .trim()
      .split(/(?<=\.)\s/);
    const thrown = errorForStatus(reference.clientErrors, status);
    return [
      html`<a href="#${status}">${status}</a>`,
      inline(first),
      kindOf(status),
      thrown ? html`<code>${thrown.name}</code>` : "",
      retryText(reference, same),
    ];
  });
  const links = others.map(
    ({ name, anchor }, index) => html`${index === 0 ? "" : ", "}<a href="#${anchor}">${name}</a>`,
  );
  return html`${renderTable(["Status", "When", "Whose error", "Client throws", "Client retries"], rows)}
    <p>Other errors of the client: ${links}.</p>`;
}

/** By the first digit (RFC 9110, section 15). */
function kindOf(status: string): string {
  if (status.startsWith("4")) return "the caller's";
  return status.startsWith("5") ? "the server's" : "";
}

/** What the client did when it got each of the examples. */
function retryText({ retries }: Reference, same: DeclaredError[]): string {
  const tried = same.flatMap(({ operation, status }) => examplesFor(operation, status).map((one) => retries.get(one)));
  const answers = new Set(tried.filter((is) => is !== undefined).map((is) => (is ? "yes" : "no")));
  return answers.size > 1 ? "some operations" : [...answers].join("");
}

function examplesFor({ scenarios, defaults }: CatalogueOperation, status: string): Scenario[] {
  if (status === "default") return defaults;
  if (status.endsWith("XX")) return scenarios.filter((one) => isFor(one, Number(`${status[0]}00`)));
  return scenarios.filter((one) => one.status === Number(status) && !one.isRange);
}

function renderThrown(error: ClientError | undefined): Html | string {
  return error ? html`<p>The client throws <code>${error.name}</code>. ${inline(error.description)}</p>` : "";
}

function renderError({ status, operation, response }: DeclaredError, isShared: boolean, reference: Reference): Html {
  const examples = shownResponsesOf(reference.document, operation).filter(({ badge }) => badge === status);
  return html`${isShared ? html`<h3>${operation.method} ${operation.path}</h3>` : ""}
    ${markdown(String(response["description"] ?? ""))} ${renderHeaderNames(response["headers"])}
    <p class="quiet">Body: ${bodyText(reference, response["content"], "../index.html")}.</p>
    ${examples.map((example) => {
      const { id, code } = curlSample(example);
      return html`<details>
        <summary><code>${example.name}</code> ${example.summary}</summary>
        ${renderSample(code, reference.outputs.get(id))}
      </details>`;
    })}`;
}
