import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defaultOrigin } from "@integrations-api/scenarios/page";
import { rolldown } from "rolldown";
import { rateFiles } from "../../../openapi/gate/gate.ts";
import { readReference } from "./contract/read-reference.ts";
import { toJsonSchemas } from "./files/json-schemas.ts";
import { llmsText } from "./files/llms-text.ts";
import { pageMarkdown } from "./files/page-markdown.ts";
import { authenticationPage } from "./pages/authentication-page.ts";
import { changesPage } from "./pages/changes-page.ts";
import { errorsPage } from "./pages/errors-page.ts";
import { explainPage } from "./pages/explain-page.ts";
import { frontPage } from "./pages/front-page.ts";
import { type Guide, guidePage } from "./pages/guide-page.ts";
import { addressOf, markdownOf, renderLayout } from "./pages/layout.ts";
import { searchIndex } from "./pages/search-index.ts";
import { testingPage } from "./pages/testing-page.ts";
import { renderPage } from "./redoc/render-page.ts";
import { splitPage } from "./redoc/split-page.ts";
import { runSamples } from "./samples/run-samples.ts";
import { clientCallsOf, curlSamplesOf, samplesOf } from "./samples/sample.ts";

const contract = fileURLToPath(new URL("../../../openapi/dist/openapi.yaml", import.meta.url));
const root = fileURLToPath(new URL("../../../", import.meta.url));
const guides = "apps/api-reference/guides";
/** The READMEs of the published packages, by the folder of their page. */
const readmes = {
  client: "packages/client",
  fixtures: "packages/scenarios",
  mock: "apps/mock-server",
  "contract-tests": "apps/contract-tests",
};
const output = fileURLToPath(new URL("../dist/", import.meta.url));
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#0a58a8" d="M2 2h12v3H2zm0 4.5h12v3H2zM2 11h8v3H2z"/></svg>';

try {
  const files = new Map([...(await buildPages()), ...(await buildRedoc())]);
  await writeFiles(files);
  console.log(`Built apps/api-reference/dist/index.html and ${files.size - 1} files with it.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Our own pages, and what they need, by their path. */
async function buildPages(): Promise<Map<string, string>> {
  const read = await readReference(contract);
  const { operations } = read.catalogue;
  const curls = operations.flatMap((operation) => curlSamplesOf(read.document, operation));
  const samples = [...operations.flatMap(samplesOf), ...curls];
  const calls = operations.flatMap((operation) => clientCallsOf(read.document, operation));
  const reference = { ...read, outputs: await runSamples({ samples, calls }) };
  const own = [frontPage, errorsPage, authenticationPage, testingPage, explainPage].map((toPage) => toPage(reference));
  const pages = [
    ...own,
    changesPage(reference, await rateFiles()),
    ...(await readGuides()).map((guide) => guidePage(reference, guide)),
  ];
  const index = searchIndex(reference, pages);
  return new Map([
    ...pages.map((page) => [addressOf(page.folder), renderLayout(page, reference.document)] as const),
    ...pages.map((page) => [markdownOf(page), pageMarkdown(page)] as const),
    ["style.css", await readFile(new URL("style.css", import.meta.url), "utf8")],
    ["icon.svg", icon],
    ["mock.json", `${JSON.stringify({ url: defaultOrigin })}\n`],
    ["try-it.js", await bundle("browser/try-it.ts")],
    ["explain.js", await bundle("browser/explain.ts")],
    ["search.js", await bundle("browser/search.ts")],
    ["search-index.js", `globalThis.searchIndex = ${JSON.stringify(index)};\n`],
    ["search.json", `${JSON.stringify(index.map(([title, href, text]) => ({ title, href, text })))}\n`],
    ["llms.txt", llmsText(reference, pages)],
    ...[...toJsonSchemas(reference.document, process.env["REFERENCE_URL"])].map(
      ([name, text]) => [join("schemas", name), text] as const,
    ),
    ["openapi.yaml", await readFile(contract, "utf8")],
    ["openapi.json", `${JSON.stringify(reference.document)}\n`],
  ]);
}

async function readGuides(): Promise<Guide[]> {
  const files = [
    ...(await readdir(join(root, guides))).map((name) => ({ folder: basename(name, ".md"), file: join(guides, name) })),
    ...Object.entries(readmes).map(([folder, project]) => ({ folder, file: join(project, "README.md") })),
  ];
  return Promise.all(files.map(async (one) => ({ ...one, text: await readFile(join(root, one.file), "utf8") })));
}

async function buildRedoc(): Promise<Map<string, string>> {
  const files = splitPage(await renderPage(contract));
  return new Map([...files].map(([name, text]) => [join("redoc", name), text]));
}

/** A file, and its compressed copy for servers that send such copies, unless it fits in a packet anyway. */
function withCompressed(name: string, text: string): [string, string | Buffer][] {
  return Buffer.byteLength(text) < 1400
    ? [[name, text]]
    : [
        [name, text],
        [`${name}.gz`, gzipSync(text, { level: 9 })],
      ];
}

async function bundle(script: string): Promise<string> {
  const bundled = await rolldown({ input: fileURLToPath(new URL(script, import.meta.url)) });
  const { output: chunks } = await bundled.generate({ minify: true, format: "iife" });
  await bundled.close();
  return chunks[0].code;
}

// Overwrites before it removes, so a running server never lacks a file.
async function writeFiles(texts: Map<string, string>): Promise<void> {
  const files = new Map([...texts].flatMap(([name, text]) => withCompressed(name, text)));
  for (const [name, content] of files) {
    await mkdir(dirname(join(output, name)), { recursive: true });
    await writeFile(join(output, name), content);
  }
  const present = await readdir(output, { recursive: true, withFileTypes: true });
  const paths = present.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths) if (!files.has(relative(output, path))) await rm(path);
}
