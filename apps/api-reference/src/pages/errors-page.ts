import type { CatalogueOperation } from "@integrations-api/scenarios";
import { type Html, html, shownResponsesOf } from "@integrations-api/scenarios/page";
import { asJson, follow, type Json } from "../contract/follow.ts";
import { type ClientError, errorForStatus, isForStatus } from "../contract/read-client-errors.ts";
import type { Reference } from "../contract/read-reference.ts";
import { curlSample } from "../samples/sample.ts";
import type { Page } from "./layout.ts";
import { inline, markdown } from "./markdown.ts";
import { operationIn, renderHeaderNames, renderSample } from "./operation.ts";

/** Each error of each operation: when it is sent, its headers and body, and how to trigger it. */
export function errorsPage(reference: Reference): Page {
  const { document, catalogue, clientErrors } = reference;
  const declared = catalogue.operations.flatMap((operation) =>
    Object.entries(asJson(operationIn(document, operation)["responses"]))
      .filter(([status]) => !/^[123]/.test(status))
      .map(([status, response]) => ({ status, operation, response: follow(document, response) })),
  );
  const others = clientErrors.filter((error) => !isForStatus(error));
  const statuses = [...new Set(declared.map(({ status }) => status))].toSorted();
  return {
    folder: "errors",
    title: "Errors",
    content: html`<h1>Errors</h1>
      <nav aria-label="On this page">
        <ul>
          ${statuses.map((status) => html`<li><a href="#${status}">${status}</a></li>`)}
          ${others.map(({ name, anchor }) => html`<li><a href="#${anchor}">${name}</a></li>`)}
        </ul>
      </nav>
      ${statuses.map((status) => {
        const same = declared.filter((one) => one.status === status);
        return html`<section aria-labelledby="${status}">
          <h2 id="${status}">${status}</h2>
          ${same.map((one) => renderError(one, same.length > 1, reference))}
          ${renderThrown(errorForStatus(clientErrors, status))}
        </section>`;
      })}
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

function renderThrown(error: ClientError | undefined): Html | string {
  return error ? html`<p>The client throws <code>${error.name}</code>. ${inline(error.description)}</p>` : "";
}

interface DeclaredError {
  status: string;
  operation: CatalogueOperation;
  response: Json;
}

function renderError({ status, operation, response }: DeclaredError, isShared: boolean, reference: Reference): Html {
  const examples = shownResponsesOf(reference.document, operation).filter(({ badge }) => badge === status);
  return html`${isShared ? html`<h3>${operation.method} ${operation.path}</h3>` : ""}
  ${markdown(String(response["description"] ?? ""))} ${renderHeaderNames(response["headers"])}
  ${examples.map((example) => {
    const { id, code } = curlSample(example);
    return html`<details>
      <summary><code>${example.name}</code> ${example.summary}</summary>
      ${renderSample(code, reference.outputs.get(id))}
    </details>`;
  })}`;
}
