import { request } from "node:http";
import type { LoggedRequest, MockServer } from "@integrations-api/mock-server";
import type { Scenario } from "@integrations-api/scenarios";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** The token of all requests, which the page may not show. */
export const secret = "my-secret";

/** The id of the first scenario of the own contract. */
export const documented = "4a4de828-f4db-4c9e-adfd-434e0864c3c7";

/** Like fetch, but it sends the path as it is. */
export function ask(mock: MockServer, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${secret}` };
    const sent = request(mock.url, { path, headers, agent: false }, (answer) => answer.resume().on("end", resolve));
    sent.on("error", reject).end();
  });
}

export async function readLog(mock: MockServer): Promise<LoggedRequest[]> {
  const answer = await fetch(`${mock.url}/__mock/requests`);
  return (await answer.json()) as LoggedRequest[];
}

export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

export function readClipboard(page: Page): Promise<string> {
  return page.evaluate("navigator.clipboard.readText()");
}

/** What the page shows of a scenario. */
export function toShown(scenario: Scenario): Record<string, string> {
  const { name, summary, status, fault = "" } = scenario;
  const badge = ["reset", "hang"].includes(fault) ? "no answer" : status;
  return { heading: `${badge} ${name}`, summary, key: toKey(scenario) };
}

/** The id or the token of a scenario of the own contract. */
export function toKey({ path, query, token, body }: Scenario): string {
  return token ?? Object.values({ ...path, ...query })[0] ?? String(Object(body).id);
}
