import type { Catalogue } from "@integrations-api/scenarios";

export const contentSecurityPolicy = "default-src 'none'";

export function renderPage({ operations }: Catalogue): string {
  return `<!doctype html><title>Mock</title><p>${operations.length} operation(s)</p>`;
}
