import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startContract } from "./start-contract.ts";

const json = (media: object): object => ({ content: { "application/json": { schema: { type: "object" }, ...media } } });
const contract = {
  openapi: "3.1.0",
  info: { title: "Subscriptions", version: "1" },
  paths: {
    "/subscriptions": {
      post: {
        requestBody: json({}),
        responses: { 201: { description: "Subscribed.", ...json({ example: { id: 1 } }) } },
        callbacks: {
          sent: {
            "{$request.body#/url}": {
              post: { requestBody: json({ example: {} }), responses: { 200: { description: "Received." } } },
            },
          },
        },
      },
    },
  },
};

test("sends the callbacks of an operation each time", async () => {
  const receiver = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1");
  onTestFinished(() => void receiver.close());
  await once(receiver, "listening");
  const { url } = await startContract(contract);
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

  for (const _ of ["first", "second"]) {
    const received = once(receiver, "request");
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ url: hook });
    const response = await fetch(`${url}/subscriptions`, { method: "POST", headers, body });
    const [{ method, url: target }] = (await received) as [IncomingMessage];

    expect({ status: response.status, method, target }).toEqual({ status: 201, method: "POST", target: "/hook" });
  }
});
