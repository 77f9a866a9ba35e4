import { html } from "@integrations-api/scenarios/page";
import { asJson, follow } from "../contract/follow.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { Reference } from "../contract/read-reference.ts";
import type { Page } from "./layout.ts";
import { markdown } from "../parts/markdown.ts";
import { renderTable } from "../parts/table.ts";

/** How to authenticate, and which values of a body are secret. */
export function authenticationPage({ document, sections, paths }: Reference): Page {
  const schemes = Object.entries(asJson(asJson(document["components"])["securitySchemes"]));
  const secrets = sections.flatMap(({ name, fields }) =>
    fields.filter(({ isSecret }) => isSecret).map((field) => ({ ...field, path: paths.get(name)?.[0] ?? "" })),
  );
  return {
    folder: "authentication",
    title: "Authentication and secrets",
    content: html`<h1>Authentication and secrets</h1>
      ${schemes.map(([name, scheme]) => {
        const { type, scheme: kind, in: place, name: key, description } = follow(document, scheme);
        return html`<section aria-labelledby="${toAnchor(name)}">
          <h2 id="${toAnchor(name)}">${name}</h2>
          <p>${[type, kind, place, key].filter((part) => part !== undefined).join(", ")}</p>
          ${markdown(String(description ?? ""))}
        </section>`;
      })}
      <section aria-labelledby="secrets">
        <h2 id="secrets">Secrets in a body</h2>
        <p>Keep these values out of logs. A value that is only a template is not a secret.</p>
        ${renderTable(
          ["Field", "For example at"],
          secrets.map(({ anchor, key, path }) => [
            html`<a href="../index.html#${anchor}">${anchor}</a>`,
            html`<code>${path === "" ? key : `${path}.${key}`}</code>`,
          ]),
        )}
      </section>`,
  };
}
