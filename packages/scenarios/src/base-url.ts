/** The path of a URL below a base URL, or `undefined` if it is not below it. Without a base, the path of any URL. */
export function pathBelow(baseUrl: string | undefined, url: string): string | undefined {
  const { pathname } = new URL(url);
  const prefix = baseUrl === undefined ? "" : new URL(baseUrl).pathname.replace(/\/+$/, "");
  if (pathname === prefix) return "/";
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}
