import { html } from "@integrations-api/scenarios/page";
import { namedSchemas } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";
import type { Page } from "./layout.ts";

/** Explains a body that the reader pastes. Everything happens in the browser. */
export function explainPage({ document, sections }: Reference): Page {
  const named = namedSchemas(document);
  return {
    folder: "explain",
    title: "Explain a response",
    scripts: ["explain.js"],
    content: html`<h1>Explain a response</h1>
      <p>
        Paste a body and see for each value what it means, whether it is secret, and what breaks the contract. The body
        stays in this browser.
      </p>
      <noscript
        ><p>This page needs JavaScript. The <a href="../index.html#fields">fields</a> do not.</p></noscript
      >
      <form id="form">
        <p><label for="body">Body, as JSON</label></p>
        <textarea id="body" rows="12" spellcheck="false"></textarea>
        <p>
          <label for="schema">Schema</label>
          <select id="schema">
            ${sections.filter(({ name }) => Object.hasOwn(named, name)).map(({ name }) => html`<option>${name}</option>`)}
          </select>
          <button type="submit">Explain</button>
        </p>
      </form>
      <p id="result" role="status"></p>
      <ul id="violations"></ul>
      <table id="values" hidden>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody></tbody>
      </table>`,
  };
}
