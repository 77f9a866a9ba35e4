import { createHash } from "node:crypto";
import type { Catalogue } from "@integrations-api/scenarios";
import { Html, html } from "./html.ts";
import { anchorOf, renderOperation } from "./operation.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

/** Lets the page run its own script and style, ask its own server, and nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src ${toSource(script)}`,
  `style-src ${toSource(style)}`,
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for people: how to get each scenario, and what was asked last. */
export function renderPage({ operations }: Catalogue): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Mock of an unofficial contract</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the scenarios</a>
        ${renderHeader({ operations })}
        <main id="main">${operations.map(renderOperation)} ${requests}</main>
        <p id="said" class="hidden" role="status"></p>
        ${new Html(`<script>${script}</script>`)}
      </body>
    </html>`.text;
}

function renderHeader({ operations }: Catalogue): Html {
  const links = operations.map((operation) => {
    const { operationId, summary } = operation;
    return html`<li><a href="#${anchorOf(operation)}">${summary || operationId}</a></li>`;
  });
  return html`<header>
    <h1>Mock of an unofficial contract</h1>
    <p class="lead">
      The vendor did not write this contract and knows none of the ids and tokens below: they work here only.
    </p>
    <ul>
      <li>Any token passes as <code>Authorization: Bearer …</code>, except those that are reserved for a scenario.</li>
      <li>
        <code>Prefer: code=…, example=…</code> gets a scenario by its name, whatever the id, without delay, sequence or
        fault.
      </li>
      <li>The client lines need <code>import { createClient } from "@integrations-api/client"</code>.</li>
      <li>
        The mock also has <a href="/__mock/openapi.yaml">openapi.yaml</a>,
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
  <p id="requests-note">Without JavaScript they are at <a href="/__mock/requests">/__mock/requests</a>.</p>
  <ol id="requests-list" reversed></ol>
</section>`;

function toSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
