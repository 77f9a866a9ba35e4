import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { startMockServer } from "@integrations-api/mock-server";
import { hasBrowser, madeUpHost, openPage } from "@integrations-api/test-browser/open-page";
import { expect, onTestFinished, test } from "vitest";
import { path } from "./own-mock.ts";

/** Opens a page of another origin, and sends a request from it with cookies and a token. */
async function sendFromPage(target: string): Promise<unknown> {
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  const pages = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<title>Page</title>"),
  );
  onTestFinished(() => void pages.close());
  await once(pages.listen(0, "127.0.0.1"), "listening");
  const { page } = await openPage(`http://${madeUpHost}:${(pages.address() as AddressInfo).port}`);

  return page.evaluate(
    async ({ url, headers }) => {
      const response = await fetch(url, { credentials: "include", headers });
      return { status: response.status, body: await response.json() };
    },
    { url: mock.url + target, headers: { authorization: "Bearer any", "x-trace": "1" } },
  );
}

test.skipIf(!hasBrowser)("lets a page of another origin read a response with credentials", async () => {
  expect(await sendFromPage(path)).toMatchObject({ status: 200 });
});

test.skipIf(!hasBrowser)("lets a page read why its path is unknown", async () => {
  const message = expect.stringContaining("The contract has no GET /elsewhere.");

  expect(await sendFromPage("/elsewhere")).toMatchObject({ status: 404, body: { message } });
});
