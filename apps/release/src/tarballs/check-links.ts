import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lexer, type Token, walkTokens } from "marked";
import type { Check, Surroundings } from "./check.ts";

/** Every link of the README and the changelog works on npm, as far as that can be seen without a network. */
export const checkLinks: Check = async ({ files }, surroundings) => {
  const faults = ["README.md", "CHANGELOG.md"].map(async (path) => {
    const text = files.get(path) ?? "";
    const found = await Promise.all(linksIn(text).map((link) => faultOf(link, text, surroundings)));
    return found.filter((fault) => fault !== undefined).map((fault) => `${path} ${fault}.`);
  });
  return (await Promise.all(faults)).flat();
};

function linksIn(markdown: string): string[] {
  const links: string[] = [];
  walkTokens(lexer(markdown), (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push(token["href"]);
    if (token.type !== "html") return;
    for (const [, , link] of token.raw.matchAll(/(?:href|src)=(["'])(.*?)\1/g)) links.push(link!);
  });
  return links;
}

async function faultOf(link: string, text: string, surroundings: Surroundings): Promise<string | undefined> {
  if (link.startsWith("#")) return anchorsIn(text).includes(link.slice(1)) ? undefined : `has no heading for ${link}`;
  if (!/^(https|mailto):/.test(link)) return `links to ${link}, which leads nowhere on npm. Give the whole address`;

  const ours = faultInRepository(link, surroundings) ?? faultOnNpm(link, surroundings);
  return await ours;
}

/** A file of the repository must exist, and have the heading that the link names. */
function faultInRepository(link: string, { root, repository }: Surroundings): Promise<string | undefined> | undefined {
  if (!link.startsWith(`${repository}/`)) return undefined;
  const [, path = "", anchor = ""] = /^\/(?:blob|tree)\/main\/([^#]*)#?(.*)$/.exec(link.slice(repository.length)) ?? [];
  if (path === "") return undefined;
  return findInFile(join(root, path), anchor).then((fault) => fault && `links to ${link}, but ${path} ${fault}`);
}

async function findInFile(file: string, anchor: string): Promise<string | undefined> {
  if (!existsSync(file)) return "does not exist";
  if (anchor === "") return undefined;
  const readme = file.endsWith(".md") ? file : join(file, "README.md");
  const anchors = anchorsIn(await readFile(readme, "utf8").catch(() => ""));
  return anchors.includes(anchor) ? undefined : "has no such heading";
}

function faultOnNpm(link: string, { published }: Surroundings): string | undefined {
  const [, name] = /^https:\/\/www\.npmjs\.com\/package\/(@integrations-api\/[^/#?]+)/.exec(link) ?? [];
  if (name === undefined || published.some((one) => one.name === name)) return undefined;
  return `links to ${name}, which is not published`;
}

/** The anchors that GitHub and npm give to headings. */
function anchorsIn(markdown: string): string[] {
  const seen = new Map<string, number>();
  const headings = lexer(markdown).filter(({ type }) => type === "heading");
  return headings.map((heading) => {
    const text = (heading as { text: string }).text.toLowerCase();
    const slug = text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
