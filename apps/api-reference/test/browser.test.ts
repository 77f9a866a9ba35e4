import { stat } from "node:fs/promises";
import { hasBrowser, madeUpHost, type OpenPage, openPage } from "@integrations-api/test-browser/open-page";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/samples/mock.ts";
import { readPages } from "./built-pages.ts";
import { contract } from "./contract.ts";
import { type RunningServe, startServe } from "./start-serve.ts";

const paths = [...(await readPages()).keys()];

describe.skipIf(!hasBrowser)("in a browser", () => {
  let serve: RunningServe;
  let origin: string;
  beforeAll(async () => {
    serve = await startServe();
    origin = `http://${madeUpHost}:${new URL(serve.url).port}`;
  });
  afterAll(() => void serve.process.kill());

  const open = (path: string, options = {}): Promise<OpenPage> => openPage(`${origin}/${path}`, options);

  test.each(paths)("shows %s without a problem, accessible in light and dark, on any width", async (path) => {
    const { page, requests, problems } = await open(path, { colorScheme: "light" });
    await page.evaluate(axe.source);

    const violations: string[] = [];
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      violations.push(...(await findViolations(page)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    violations.push(...(await findViolations(page, ["color-contrast"])));

    expect(violations).toEqual([]);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(new Set([origin]));
    expect(problems).toEqual([]);
  });

  test("shows every field without scripts", async () => {
    const { page } = await open("index.html", { javaScriptEnabled: false });

    expect(await page.locator("dl.fields code.key").count()).toBeGreaterThan(200);
    expect(await page.locator('[id="IntegrationConfig.credentials"]').isVisible()).toBe(true);
  });

  test.each(["CursorPaginationConfig", "CursorPaginationConfig.cursor_path"])(
    "unfolds %s by its link, without scripts",
    async (anchor) => {
      const { page } = await open(`index.html#${anchor}`, { javaScriptEnabled: false });

      expect(await page.locator(`[id="${anchor}"]`).isVisible()).toBe(true);
      expect(await page.locator('[id="OAuthClient.secret"]').isVisible()).toBe(false);
    },
  );

  test("unfolds everything in print", async () => {
    const { page } = await open("index.html");
    const field = page.locator('[id="CursorPaginationConfig.cursor_path"]');
    expect(await field.isVisible()).toBe(false);

    await page.emulateMedia({ media: "print" });

    expect(await field.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(10);
  });

  test("finds a field, an error and a scenario by the keyboard alone", async () => {
    const { page, problems } = await open("errors/index.html");
    const search = page.getByRole("searchbox", { name: "Search" });

    for (const [words, address] of [
      ["cursor_path", "/index.html#CursorPaginationConfig.cursor_path"],
      ["429", "/errors/index.html#429"],
      ["rate-limited", "/testing/index.html#rate-limited"],
    ] as const) {
      await search.focus();
      await page.keyboard.type(words);
      await page.getByRole("search").getByRole("link").first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**${address}`);
      await search.clear();
    }
    expect(problems).toEqual([]);
  });

  test("says how many entries fit", async () => {
    const { page } = await open("index.html");

    await page.getByRole("searchbox").fill("no such word anywhere");

    await page.getByText("0 found").waitFor();
    expect(await page.getByRole("search").getByRole("link").count()).toBe(0);
  });

  test("explains a body that the reader pastes, and hides what may be secret", async () => {
    const body = structuredClone(contract.components.examples.documented.value);
    body.team.plan = "unknown-value";
    body.sharing = "public";
    body.config.authorization.config.token = "tok-secret";
    body.config.credentials = "tok-secret-instead-of-an-object";
    const { page, requests } = await open("explain/index.html");
    const before = requests.length;

    await page.getByLabel("Body").fill(JSON.stringify(body));
    await page.getByRole("button", { name: "Explain" }).click();

    const text = (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
    expect(text).toContain("/sharing must be one of");
    expect(text).toContain("A slug that identifies the integration to developers.");
    expect(text).not.toContain("tok-secret");
    expect(text).not.toContain("unknown-value");
    expect(await page.getByRole("link", { name: "/team/domain" }).getAttribute("href")).toBe(
      "../index.html#Team.domain",
    );
    expect(requests).toHaveLength(before);
  });

  test("does not repeat a text that is not JSON", async () => {
    const { page } = await open("explain/index.html");

    await page.getByLabel("Body").fill('{"token": "tok-secret"');
    await page.getByRole("button", { name: "Explain" }).click();

    expect(await page.locator("#result").innerText()).toBe("This is not JSON. Paste a whole response body.");
  });

  describe("on this machine", () => {
    let mock: Mock;
    let local: RunningServe;
    beforeAll(async () => {
      mock = await startMock();
      local = await startServe("--mock", mock.url);
    });
    afterAll(() => {
      mock.stop();
      local.process.kill();
    });

    test.each([
      ["documented", "200 OK"],
      ["service-unavailable", "503 Service Unavailable"],
    ])("sends the request of %s to the mock", async (name, status) => {
      const { page } = await openPage(`${local.url}/testing/index.html#${name}`);

      await page.locator(`[id="${name}"]`).getByRole("button", { name: "Try it" }).click();

      const output = page.getByRole("status").filter({ hasText: status });
      await output.waitFor();
      expect(await output.innerText()).toContain(JSON.stringify(contract.components.examples[name].value, null, 2));
      expect(await page.getByLabel("Request").inputValue()).toMatch(/^GET \//);
    });

    test("has an accessible form that says when the mock does not respond", async () => {
      const { page } = await openPage(`${local.url}/testing/index.html`, { viewport: { width: 360, height: 800 } });
      await page.evaluate(axe.source);

      const violations = await findViolations(page);
      await page.getByLabel("Mock").fill("http://127.0.0.1:1");
      await page.getByRole("button", { name: "Send" }).click();

      expect(violations).toEqual([]);
      await page.getByText("Check the request, and that the mock is running at http://127.0.0.1:1.").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });

  test("has no form on another host", async () => {
    const { page } = await open("testing/index.html");

    expect(await page.getByRole("button").count()).toBe(0);
  });

  test("opens from its file without a server", async () => {
    const { page, problems } = await openPage(new URL("../dist/index.html", import.meta.url).href);

    await page.getByRole("searchbox").fill("404");
    await page.getByRole("search").getByRole("link", { name: "404" }).first().click();

    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Errors");
    expect(problems).toEqual([]);
  });
});

/** Runs axe, which is in the page already, with all rules or with some. */
async function findViolations(page: Page, runOnly?: string[]): Promise<string[]> {
  const options = JSON.stringify({ resultTypes: ["violations"], ...(runOnly && { runOnly }) });
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${options})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test("fits the front page and its style in 25 kB compressed", async () => {
  const files = ["index.html.gz", "style.css.gz"].map((file) => stat(new URL(`../dist/${file}`, import.meta.url)));
  const sizes = (await Promise.all(files)).map(({ size }) => size);

  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(25 * 1024);
});
