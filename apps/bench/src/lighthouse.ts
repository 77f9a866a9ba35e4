import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPackage } from "./install-packages.ts";

const categories = ["performance", "accessibility", "best-practices"] as const;
const forms = ["desktop", "mobile"] as const;

export type Category = (typeof categories)[number];
export type Form = (typeof forms)[number];

/** From 0 to 100. */
export type Scores = Record<Form, Record<Category, number>>;

interface Report {
  lhr: { categories: Record<Category, { score: number | null }> };
}

/** Installs Lighthouse. It measures in a browser that listens for debuggers on a port. */
export async function installLighthouse(port: number): Promise<(url: string) => Promise<Scores>> {
  const modules = await installPackage("lighthouse", "13.5.0");
  const { default: run, desktopConfig } = await import(pathToFileURL(join(modules, "lighthouse/core/index.js")).href);
  const flags = { port, logLevel: "silent", onlyCategories: categories };

  return async (url) => {
    const scores: Partial<Scores> = {};
    for (const form of forms) {
      const report: Report = await run(url, flags, form === "desktop" ? desktopConfig : undefined);
      scores[form] = toScores(report);
    }
    return scores as Scores;
  };
}

function toScores({ lhr }: Report): Record<Category, number> {
  const scores = categories.map((category) => [category, (lhr.categories[category].score ?? Number.NaN) * 100]);
  return Object.fromEntries(scores);
}
