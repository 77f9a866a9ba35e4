/** The path of an address below a base URL, or nothing if it is not below it. Without a base, any address is. */
export function pathBelow(baseUrl: string | undefined, url: string): string | undefined {
  const { pathname } = new URL(url);
  const prefix = baseUrl === undefined ? "" : new URL(baseUrl).pathname.replace(/\/+$/, "");
  if (pathname === prefix) return "/";
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}
