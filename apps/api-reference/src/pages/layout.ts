import { type Html, html } from "@integrations-api/scenarios/page";
import { asJson, type Json } from "../contract/follow.ts";
import { policyFor } from "../content-security-policy.ts";

/** A page of the reference. */
export interface Page {
  /** Its folder, empty for the front page. */
  folder: string;
  title: string;
  content: Html;
  /** The names of scripts in the folder of assets. */
  scripts?: string[];
}

/** Where each page is, and what the menu calls it. */
const menu: [folder: string, label: string][] = [
  ["", "Operations and fields"],
  ["errors", "Errors"],
  ["authentication", "Authentication and secrets"],
  ["limits", "Limits"],
  ["config", "How to read a config"],
  ["explain", "Explain a response"],
  ["testing", "Testing"],
  ["client", "Client"],
  ["from-the-sdk", "From the SDK"],
  ["changes", "Changes"],
  ["redoc", "Redoc view"],
];

/** The address of a page below the root. */
export function addressOf(folder: string): string {
  return folder === "" ? "index.html" : `${folder}/index.html`;
}

/** The address of a page in Markdown. */
export function markdownOf({ folder }: Page): string {
  return addressOf(folder).replace(/html$/, "md");
}

/** Writes a page as HTML. Its links are relative, so the pages work below any path. */
export function renderLayout({ folder, title, content, scripts = [] }: Page, document: Json): string {
  const root = folder === "" ? "" : "../";
  const { title: api, version } = asJson(document["info"]);
  const links = menu.map(([target, label]) => {
    const current = target === folder ? html` aria-current="page"` : "";
    return html`<li>
      <a href="${root}${addressOf(target)}" ${current}>${label}</a>
    </li>`;
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · ${String(api)}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(`/${folder}`)}" />
        <link rel="icon" href="${root}icon.svg" />
        <link rel="stylesheet" href="${root}style.css" />
        <link rel="alternate" type="text/markdown" href="index.md" />
        ${["search.js", ...scripts].map((name) => html`<script src="${root}${name}" defer></script>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="api"><a href="${root}index.html">${String(api)}</a> <span>${String(version)}</span></p>
          <div id="search" data-root="${root}"></div>
          <details class="menu">
            <summary>Pages</summary>
            <nav aria-label="Pages">
              <ul>
                ${links}
              </ul>
            </nav>
          </details>
        </header>
        <main id="main">${content}</main>
        <footer>
          <p>Unofficial: the vendor neither wrote nor reviewed this reference.</p>
        </footer>
      </body>
    </html>`.text;
}
