import { expect, test } from "vitest";
import { toCurlLine } from "../src/http/curl-line.ts";
import { createRedact } from "../src/http/redact.ts";

const secret = { value: "tok/live+4f9c", variable: "CONTRACT_TOKEN" };

test.each([
  ["as it is", secret.value],
  ["percent-encoded", encodeURIComponent(secret.value)],
  ["in base64", btoa(secret.value)],
  ["in base64 without padding", btoa(secret.value).replace(/=+$/, "")],
])("cuts a token %s", (_, written) => {
  expect(createRedact([secret])(`before ${written} after`)).toBe("before [redacted] after");
});

test("cuts a short token only as a word of its own", () => {
  expect(createRedact([{ value: "any", variable: "A" }])("any company, many")).toBe("[redacted] company, many");
});

test("cuts the longer of two tokens first", () => {
  const redact = createRedact([
    { value: "token-of-mine", variable: "A" },
    { value: "token-of-mine-too", variable: "B" },
  ]);

  expect(redact("token-of-mine-too")).toBe("[redacted]");
});

test.each([
  [
    "a header",
    { headers: { authorization: `Bearer ${secret.value}` } },
    `-H 'authorization: Bearer '"$CONTRACT_TOKEN"`,
  ],
  [
    "Basic credentials",
    { headers: { authorization: `Basic ${btoa(secret.value)}` } },
    `-H 'authorization: Basic '"$(printf %s "$CONTRACT_TOKEN" | base64 -w 0)"`,
  ],
  [
    "a query",
    { target: `/a?key=${encodeURIComponent(secret.value)}&b=1` },
    `'https://a.test/a?key='"$CONTRACT_TOKEN"'&b=1'`,
  ],
  [
    "a body with quotes",
    { method: "POST", body: `{"it's":"${secret.value}"}` },
    String.raw`--data-binary '{"it'\''s":"'"$CONTRACT_TOKEN"'"}'`,
  ],
])("writes %s with a variable for the token", (_, request, part) => {
  const line = toCurlLine("https://a.test/", { method: "GET", target: "/a", headers: {}, ...request }, [secret]);

  expect(line).toContain(part);
  expect(line).not.toContain(secret.value);
});
