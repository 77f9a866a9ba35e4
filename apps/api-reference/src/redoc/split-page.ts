import { ofRedoc } from "../content-security-policy.ts";
import { expectExactly, replaceExactly, splitOnce } from "./exact-text.ts";

const headStart = '<meta charset="utf8" />';
const headWithPolicy = `${headStart}
  <meta http-equiv="Content-Security-Policy" content="${ofRedoc}" />
  <link rel="icon" href="redocly-mini.svg" />`;

// Redoc loads its two logos from a CDN; ours take their place.
const logoHost = "https://cdn.redoc.ly/redoc";
const logos = new Map([
  ["redocly.svg", createLogo("Redocly", 52)],
  ["redocly-mini.svg", createLogo("R", 16)],
]);

/** Splits the page of `redocly build-docs --inlineBundle` into files without inline scripts or other hosts. */
export function splitPage(page: string): Map<string, string> {
  const [beforeModule, fromModule] = splitOnce(page, '<script type="module">');
  const [module, afterModule] = splitOnce(fromModule, "</script>");
  const [beforeColorMode, fromColorMode] = splitOnce(beforeModule, '<div hidden=""><script>');
  const [colorMode, content] = splitOnce(fromColorMode, "</script></div>");
  const [redoc, call] = splitOnce(module, "export{RedocStandalone,hydrate,init};");
  const [contract, start] = splitOnce(call, "const __redoc_options = ");
  expectExactly(start, '"disableTelemetry":true', 1);

  const index = [
    replaceExactly(beforeColorMode, headStart, { times: 1, replacement: headWithPolicy }),
    '<div hidden=""><script src="color-mode.js"></script></div>',
    toHashLinks(content),
    ...["redoc.js", "contract.js", "start.js"].map((name) => `<script src="${name}"></script>\n`),
    afterModule.trimStart(),
  ].join("");
  refuseForeign(index);

  return new Map([
    ["index.html", index],
    ["color-mode.js", `${colorMode}\n`],
    ["redoc.js", toClassicScript(redoc)],
    ["contract.js", `${contract.trim()}\n`],
    ["start.js", `const __redoc_options = ${start.trim()}\n`],
    ...logos,
  ]);
}

// Browsers load classic scripts from file: URLs but not modules, so the page also opens without a server.
function toClassicScript(module: string): string {
  const withoutMeta = replaceExactly(module.trim(), "import.meta", { times: 4, replacement: "({})" });
  const withLogo = replaceExactly(withoutMeta, `${logoHost}/logo-mini-full.svg`, {
    times: 1,
    replacement: "redocly.svg",
  });
  const withLogos = replaceExactly(withLogo, `${logoHost}/logo-mini.svg`, {
    times: 1,
    replacement: "redocly-mini.svg",
  });
  return `'use strict';\n${withLogos}\n`;
}

// Redocly renders the links for a history router but starts the page with a hash router, which leaves them unchanged.
function toHashLinks(content: string): string {
  const links = content.replaceAll(/ href="\/(?!\/)/g, ' href="#/');
  if (links === content)
    throw new Error('Failed to split the page: its menu does not have a link that starts with "/".');
  return links;
}

function refuseForeign(index: string): void {
  const found =
    /<script(?![^>]*\ssrc=)[^>]*>|<(?:script|link|img|iframe|source)\s[^>]*(?:src|href)="(?:https?:)?\/\/[^>]*>/.exec(
      index,
    );
  if (!found) return;
  throw new Error(
    `Failed to split the page: it still contains ${found[0]}, an inline script or a resource from another host.`,
  );
}

// A grey that is readable on light and dark backgrounds.
function createLogo(text: string, width: number): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="16" viewBox="0 0 ${width} 16" fill="#858585">` +
    `<text x="50%" y="12" text-anchor="middle" font-family="sans-serif" font-size="13">${text}</text></svg>\n`
  );
}
