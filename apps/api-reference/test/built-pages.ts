import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../dist/", import.meta.url));

/** A built page of our own. */
export interface BuiltPage {
  /** Its path below the folder, such as `errors/index.html`. */
  path: string;
  html: string;
  /** Where it can be linked to. */
  ids: string[];
  /** The targets of its links, without those to other hosts. */
  links: string[];
}

/** Reads the built pages, apart from Redoc's. */
export async function readPages(): Promise<Map<string, BuiltPage>> {
  const paths = await Array.fromAsync(glob("**/*.html", { cwd: folder, exclude: (name) => name === "redoc" }));
  const pages = paths.map(async (path): Promise<[string, BuiltPage]> => {
    const html = await readFile(`${folder}${path}`, "utf8");
    const links = valuesOf(html, "href").filter((link) => !/^https?:/.test(link));
    return [path, { path, html, ids: valuesOf(html, "id"), links: [...links, ...valuesOf(html, "src")] }];
  });
  return new Map(await Promise.all(pages));
}

/** The values of an attribute, in the order of the page. */
export function valuesOf(html: string, attribute: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, "g"))].map(([, value]) => value!);
}

/** The file that a link of a page leads to, and the anchor in it. */
export function resolveLink(page: string, link: string): { file: string; anchor: string } {
  const { pathname, hash } = new URL(link, `http://page.test/${page}`);
  return { file: decodeURIComponent(pathname.slice(1)), anchor: hash.slice(1) };
}

export const distFolder: string = folder;
