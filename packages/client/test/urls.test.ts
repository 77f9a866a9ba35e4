import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";

const baseUrl = "http://a.test/v1";

/** The address, after the base URL, that a call of any path leads to. */
async function urlFor(path: string, init: object): Promise<string> {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return Response.json({});
  };
  await createClient({ token: "any", baseUrl, fetch }).GET(path as never, init as never);
  return String(urls[0]).replace(baseUrl, "");
}

test.each<[string, object]>([
  ["?tag=a&tag=b", { tag: ["a", "b"] }],
  ["?filter[name]=x&filter[made][from]=1&filter[made][to]=2", { filter: { name: "x", made: { from: 1, to: 2 } } }],
  ["?item[id]=1&item[id]=2", { item: [{ id: 1 }, { id: 2 }] }],
  ["?page=0&all=false&name=", { page: 0, all: false, name: "" }],
  ["?name=a%26b%3Dc%20%C3%BC", { name: "a&b=c ü" }],
  ["?tag=a", { tag: [null, "a", undefined], name: null, team: undefined, filter: { name: null } }],
  ["", { tag: [], filter: {} }],
])("sends the query %s", async (expected, query) => {
  expect(await urlFor("/things", { params: { query } })).toBe(`/things${expected}`);
});

test.each<[string, unknown]>([
  ["zendesk", "zendesk"],
  ["a%2Fb%20c%3Fd", "a/b c?d"],
  ["a,b%2Fc", ["a", "b/c"]],
  ["0", 0],
  ["...", "..."],
  [".a", ".a"],
])("sends the segment %s", async (expected, name) => {
  expect(await urlFor("/things/{name}/parts", { params: { path: { name } } })).toBe(`/things/${expected}/parts`);
});

test.each<[unknown, string]>([
  ["", '""'],
  [".", '"."'],
  ["..", '".."'],
  ["undefined", '"undefined"'],
  [undefined, "undefined"],
  [null, "null"],
  [[], "of type object"],
  [[".."], "of type object"],
])("rejects %j as a segment", async (name, shown) => {
  const call = urlFor("/things/{name}/parts", { params: { path: { name } } });

  await expect(call).rejects.toMatchObject({ name: "ArgumentError", message: `name is ${shown}. Pass a value.` });
});

test("builds the address with the caller's own serializers", async () => {
  const init = {
    params: { path: { name: "x" }, query: { tag: ["a", "b"] } },
    pathSerializer: (path: string, { name }: { name: string }) => path.replace("{name}", `own-${name}`),
    querySerializer: ({ tag }: { tag: string[] }) => `?tag=${tag.join("|")}`,
  };

  expect(await urlFor("/things/{name}", init)).toBe("/things/own-x?tag=a|b");
});
