import { type Html, html } from "@integrations-api/scenarios/page";
import { type Policy, policy, type Verdict } from "../../../../openapi/gate/policy.ts";
import type { Change } from "../../../../openapi/gate/rate.ts";
import type { Rating } from "../../../../openapi/gate/rate-documents.ts";
import { createFindAddress, type FindAddress } from "../contract/find-address.ts";
import { listInferences } from "../contract/list-inferences.ts";
import type { Reference } from "../contract/read-reference.ts";
import type { Page } from "./layout.ts";
import { inline } from "../parts/markdown.ts";
import { renderTable } from "../parts/table.ts";

/** What has changed since the last release, what counts as breaking, and what the vendor does not state. */
export function changesPage(reference: Reference, { rating, version, changes }: Rating): Page {
  const find = createFindAddress(reference);
  return {
    folder: "changes",
    title: "Changes",
    content: html`<h1>Changes</h1>
      <section aria-labelledby="unreleased">
        <h2 id="unreleased">Since version ${version.base}</h2>
        ${
          changes.length === 0
            ? html`<p>Nothing has changed.</p>`
            : html`<p>Together these changes are ${rating}.</p>
                ${renderChanges(changes, find)}`
        }
      </section>
      <section aria-labelledby="levels">
        <h2 id="levels">What each level means</h2>
        <p>
          From version 1.0, a major change raises the first number of the version, a minor change the second and a patch
          the third. Below 1.0, a major change raises the second number, and every other change the third.
        </p>
        ${renderLevels()}
      </section>
      <section aria-labelledby="inferred">
        <h2 id="inferred">What was inferred</h2>
        <p>The vendor does not state these parts of the contract.</p>
        ${renderTable(
          ["Where", "Why the contract states it"],
          listInferences(reference).map(({ name, address, reason }) => [
            html`<a href="../${address}">${name}</a>`,
            inline(reason),
          ]),
        )}
      </section>`,
  };
}

function renderChanges(changes: Change[], find: FindAddress): Html {
  const rows = changes.map(({ level, sentence, pointer }) => {
    const address = find(pointer);
    const place = html`<code>${pointer || "/"}</code>`;
    return [level, inline(sentence), address === undefined ? place : html`<a href="../${address}">${place}</a>`];
  });
  return renderTable(["Level", "Change", "Where"], rows);
}

function renderLevels(): Html[] {
  const verdicts = Object.entries<Policy>(policy).flatMap(([rule, verdict]) =>
    ("level" in verdict ? [verdict] : Object.values(verdict)).map((one: Verdict) => ({ rule, ...one })),
  );
  const meanings = {
    major: "Code or tests that use the contract may have to change.",
    minor: "Code keeps working if it handles what is new.",
    patch: "Nothing changes for code.",
  };
  return Object.entries(meanings).map(([level, meaning]) => {
    const rules = verdicts.filter((one) => one.level === level);
    return html`<details>
      <summary><b>${level}</b> ${meaning}</summary>
      <ul>
        ${rules.map(({ rule, sentence }) => html`<li><code>${rule}</code> ${inline(sentence.replaceAll("{what}", "…"))}</li>`)}
      </ul>
    </details>`;
  });
}
