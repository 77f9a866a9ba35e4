import { html, withTitles } from "@integrations-api/scenarios/page";
import { asJson } from "../contract/follow.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { Reference } from "../contract/read-reference.ts";
import { renderSection } from "../parts/field-list.ts";
import type { Page } from "./layout.ts";
import { markdown } from "../parts/markdown.ts";
import { renderOperation } from "../parts/operation.ts";

/** The front page: every operation, and every field of what they send and return. */
export function frontPage(reference: Reference): Page {
  const { document, catalogue, sections } = reference;
  const { title, description, summary } = asJson(document["info"]);
  const operations = withTitles(catalogue.operations);
  const links = [
    ...operations.map(
      (operation) => html`<li><a href="#${toAnchor(operation.operationId)}">${operation.title}</a></li>`,
    ),
    html`<li><a href="#fields">Fields</a></li>`,
    html`<li><a href="#about">About this contract</a></li>`,
  ];
  return {
    folder: "",
    title: "Reference",
    content: html`<h1>${String(title)}</h1>
      <p class="lead">${String(summary ?? "")}</p>
      <nav aria-label="On this page">
        <ul>
          ${links}
        </ul>
      </nav>
      ${operations.map((operation) => renderOperation(reference, operation))}
      <h2 id="fields">Fields</h2>
      <nav aria-label="Schemas" class="schemas">
        <ul>
          ${sections.map(({ name, anchor }) => html`<li><a href="#${anchor}">${name}</a></li>`)}
        </ul>
      </nav>
      ${sections.map((section) => renderSection(reference, section))}
      <section aria-labelledby="about">
        <h2 id="about">About this contract</h2>
        ${markdown(String(description ?? ""))}
      </section>`,
  };
}
