import { createHash } from "node:crypto";
import { Html, html, type TitledOperation, withTitles } from "@integrations-api/scenarios/page";
import type { LoadedContract } from "../contract/load-contract.ts";
import { anchorOf, renderOperation } from "./operation-section.ts";
import { script, styles } from "./page-files.ts";

/** Allows the page its own script, its own style and requests to its own server, and nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src ${toSource(script)}`,
  `style-src ${toSource(styles)}`,
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for people: how to trigger each scenario, and the last requests. */
export function renderPage({ catalogue, document }: Pick<LoadedContract, "catalogue" | "document">): string {
  const operations = withTitles(catalogue.operations);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Mock server</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        ${new Html(`<style>${styles}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the scenarios</a>
        ${renderHeader(operations)}
        <main id="main">${operations.map((operation) => renderOperation(document, operation))} ${requests}</main>
        <p id="announcement" class="hidden" role="status"></p>
        ${new Html(`<script type="module">${script}</script>`)}
      </body>
    </html>`.text;
}

function renderHeader(operations: TitledOperation[]): Html {
  const links = operations.map((operation) => {
    return html`<li><a href="#${anchorOf(operation)}">${operation.title}</a></li>`;
  });
  return html`<header>
    <h1>Mock server</h1>
    <p class="lead">
      Unofficial: the vendor did not make this mock or its contract. The ids and tokens below work only here.
    </p>
    <ul>
      <li>The mock accepts any token or key, except those that are reserved for a scenario.</li>
      <li>
        <code>Prefer: code=…, example=…</code> requests an example by its status and name, whatever the id, without its
        delay, sequence or fault.
      </li>
      <li>The client lines need <code>import { createClient } from "@integrations-api/client"</code>.</li>
      <li>
        The mock also serves <a href="/__mock/openapi.yaml">openapi.yaml</a>,
        <a href="/__mock/openapi.json">openapi.json</a>, <a href="/__mock/requests">requests</a> and
        <a href="/__mock/health">health</a>.
      </li>
    </ul>
    <nav aria-label="On this page">
      <ul>
        ${links}
        <li><a href="#requests">Last requests</a></li>
      </ul>
    </nav>
  </header>`;
}

const requests = html`<section aria-labelledby="requests">
  <div class="bar">
    <h2 id="requests">Last requests</h2>
    <button type="button" id="refresh">Refresh</button>
    <button type="button" id="clear">Clear</button>
  </div>
  <p id="requests-note">Without JavaScript, see <a href="/__mock/requests">/__mock/requests</a>.</p>
  <ol id="requests-list" reversed></ol>
</section>`;

function toSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
