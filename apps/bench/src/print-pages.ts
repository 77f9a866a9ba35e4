import type { Visit } from "./compare-pages.ts";
import type { Category, Form } from "./lighthouse.ts";
import { type Column, describeRange, printMedians } from "./print-table.ts";
import { median } from "./statistics.ts";

const columns: Column<Visit>[] = [
  { title: "kB", of: ({ bytes }) => bytes / 1000, digits: 1 },
  { title: "load ms", of: ({ loadMs }) => loadMs, digits: 1 },
  { title: "heading ms", of: ({ headingMs }) => headingMs, digits: 1 },
];

/** The scores that our own pages have to reach. Redoc's are only reported. */
const aims: Record<Category, number> = { performance: 95, accessibility: 100, "best-practices": 100 };
const ours = ["front page", "explain page"];
const plain = "redocly build-docs";

/** Prints the medians of the visits, Lighthouse's scores, and our front page as ratios. */
export function printPages(visits: Map<string, Visit[]>): void {
  printMedians(visits, columns, {
    desktop: (rounds) => scoresOf(rounds, "desktop"),
    mobile: (rounds) => scoresOf(rounds, "mobile"),
  });
  console.log("\ndesktop and mobile: Lighthouse's performance, accessibility and best practices\n");

  for (const { title, of } of columns) console.log(`front page / ${plain}, ${title}: ${ratioOf(visits, of)}`);
  const missed = ours.flatMap((name) => missedAims(name, visits.get(name) ?? []));
  console.log(missed.length === 0 ? "Lighthouse: every aim reached" : `Lighthouse: missed ${missed.join(", ")}`);
}

function scoresOf(rounds: Visit[], form: Form): string {
  return Object.keys(aims)
    .map((category) => scoreOf(rounds, form, category as Category).toFixed(0))
    .join(" ");
}

function scoreOf(rounds: Visit[], form: Form, category: Category): number {
  return median(rounds.map(({ scores }) => scores[form][category]));
}

/** Per round, because other load on the machine slows all pages of a round. */
function ratioOf(visits: Map<string, Visit[]>, of: (visit: Visit) => number): string {
  const others = visits.get(plain) ?? [];
  const ratios = (visits.get("front page") ?? []).map((visit, round) => of(visit) / of(others[round]!));
  return describeRange(ratios, 3);
}

function missedAims(name: string, rounds: Visit[]): string[] {
  return (["desktop", "mobile"] as const).flatMap((form) =>
    (Object.entries(aims) as [Category, number][])
      .filter(([category, aim]) => scoreOf(rounds, form, category) < aim)
      .map(
        ([category, aim]) => `${name} ${form} ${category} (${scoreOf(rounds, form, category).toFixed(0)} of ${aim})`,
      ),
  );
}
