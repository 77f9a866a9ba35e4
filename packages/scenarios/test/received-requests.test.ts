import { expect, test } from "vitest";
import { checkHeaders, plainFailures, readTarget } from "@integrations-api/scenarios";

test.each([
  ["/a?b=c", { origin: "", path: "/a", search: "b=c" }],
  ["/a?b?c#d?e", { origin: "", path: "/a", search: "b?c" }],
  ["http://api.example.com/a?b", { origin: "http://api.example.com", path: "/a", search: "b" }],
  ["http://api.example.com", { origin: "http://api.example.com", path: "/", search: "" }],
  ["//a", { origin: "", path: "//a", search: "" }],
  ["*", { origin: "", path: "*", search: "" }],
])("splits the target %s", (target, parts) => {
  expect(readTarget(target)).toEqual(parts);
});

function received(...pairs: [name: string, value: string][]): Parameters<typeof checkHeaders>[0] {
  const host = pairs.find(([name]) => name.toLowerCase() === "host")?.[1];
  return { rawHeaders: pairs.flat(), headers: { host }, httpVersion: "1.1" };
}

test("accepts a request with one of each header", () => {
  expect(checkHeaders(received(["Host", "127.0.0.1:80"], ["Accept", "a/b"], ["accept", "c/d"]))).toEqual([]);
});

test("finds headers that are ambiguous or missing", () => {
  const [repeated] = checkHeaders(
    received(["Host", "a"], ["Authorization", "Bearer a"], ["authorization", "Bearer b"]),
  );
  const [missing] = checkHeaders(received());
  const [broken] = checkHeaders(received(["host", "a b"]));

  expect([repeated, missing, broken]).toEqual([
    { in: "header", name: "authorization", message: "must be given once" },
    { in: "header", name: "host", message: "must be given" },
    { in: "header", name: "host", message: "must be a name or an address, with or without a port" },
  ]);
});

test("lists every violation in the body of a 400", () => {
  const failures = [
    { in: "path", name: "id", message: "must match" },
    { in: "query", name: "limit", message: "must be integer" },
  ];

  const { status, text } = plainFailures(failures);

  expect(status).toBe(400);
  expect(JSON.parse(text)).toEqual({
    statusCode: 400,
    error: "Bad Request",
    message: "path id must match; query limit must be integer",
    details: { failures },
  });
});
