import { readdir, readFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { readCatalogue } from "@integrations-api/scenarios";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type DifferingRequest, differingRequests } from "./differing-requests.ts";
import { startStockPrism, type StockPrism } from "./stock-prism.ts";

interface Received {
  status: number;
  type: string | null;
  body: string;
}

const folder = fileURLToPath(new URL("contracts/", import.meta.url));
const files = (await readdir(folder)).toSorted();

/** What stock Prism does wrong, by the path of the operation that shows it. */
const faults: Record<string, { fault: string; right: Received }> = {
  "/transfer-headers": {
    fault: "it sends Content-Encoding, Transfer-Encoding and Trailer as declared, which nobody can read",
    right: { status: 200, type: "application/json", body: '{"ok":true}' },
  },
  "/external": {
    fault: "it takes an example with an externalValue for an empty one",
    right: { status: 200, type: "application/json", body: '{"here":true}' },
  },
};

describe.each(files)("%s", async (file) => {
  const contract = folder + file;
  const { operations } = readCatalogue(parse(await readFile(contract, "utf8")));
  let mock: MockServer;
  let stock: StockPrism;
  beforeAll(async () => {
    [mock, stock] = await Promise.all([startMockServer({ contract }), startStockPrism(contract)]);
  });
  afterAll(() => Promise.all([mock.close(), stock.close()]));

  const same = operations.filter(({ path }) => faults[path] === undefined);
  test.each(same)("responds to $method $path as stock Prism does", async (operation) => {
    const differences: unknown[] = [];
    for (const asked of differingRequests(operation)) {
      const [ours, theirs] = await Promise.all([send(mock.url, asked), send(stock.url, asked)]);
      if (!isAllowed(ours, theirs)) differences.push({ ...asked, ours, theirs });
    }

    expect(differences).toEqual([]);
  });

  const wrong = operations.filter(({ path }) => faults[path] !== undefined);
  test.each(wrong)("responds to $method $path, where stock Prism is wrong", async (operation) => {
    const [valid] = differingRequests(operation);

    const received = await send(mock.url, valid!);

    expect(received).toEqual(faults[operation.path]?.right);
    expect(await send(stock.url, valid!).catch(String)).not.toEqual(received);
  });
});

function isAllowed(ours: Received, theirs: Received): boolean {
  // Without Accept, stock Prism sends a range as the type, and an empty body with one.
  const isTypeWrong = theirs.type?.includes("*") || (theirs.body === "" && ours.type === null);
  if (!isUndeclared(theirs)) {
    return (
      ours.status === theirs.status && ours.body === theirs.body && (ours.type === theirs.type || isTypeWrong === true)
    );
  }
  // What the contract does not declare has the body of the mock, and HTTP has 400 for an invalid request.
  return ours.status === (theirs.status === 422 ? 400 : theirs.status);
}

/** Whether stock Prism responds with an error of its own. */
function isUndeclared({ type, body }: Received): boolean {
  return type === "application/problem+json" && (body === "" || body.includes("stoplight.io"));
}

/** Sends a request as it is: `fetch` has no TRACE, and normalizes paths. */
async function send(url: string, { method, target, headers, body }: DifferingRequest): Promise<Received> {
  const { hostname, port } = new URL(url);
  const { accept = "*/*", ...others } = headers;
  const all = {
    ...others,
    ...(accept !== "" && { accept }),
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
  };
  const sent = request({ hostname, port, method, path: target, headers: all });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject).end(body);
  });
  const type = response.headers["content-type"]?.split(";")[0]?.trim() ?? null;
  return { status: response.statusCode ?? 0, type, body: await text(response) };
}
