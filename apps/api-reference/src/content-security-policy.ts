/** Allows our pages their own scripts, styles and pictures, and nothing else. */
export const ofPages: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

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
