/** Allows our pages their own scripts, styles and pictures, and nothing else. */
export const ofPages: string = toPolicy("connect-src 'self'");

/** Also allows requests to the mock. */
export const ofTesting: string = toPolicy("connect-src 'self' http://127.0.0.1:* http://localhost:*");

function toPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    connect,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Redoc needs inline styles (styled-components), and images and fonts as data URLs. */
export const ofRedoc: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The policy of a page by its path. */
export function policyFor(path: string): string {
  const [, folder] = /^\/(\w+)(?:\/|$)/.exec(path) ?? [];
  if (folder === "redoc") return ofRedoc;
  return folder === "testing" ? ofTesting : ofPages;
}
