import type { Visit } from "./compare-pages.ts";
import type { Category, Form } from "./lighthouse.ts";
import { median } from "./statistics.ts";

const columns: { title: string; of: (visit: Visit) => number }[] = [
  { title: "kB", of: ({ bytes }) => bytes / 1000 },
  { title: "load ms", of: ({ loadMs }) => loadMs },
  { title: "heading ms", of: ({ headingMs }) => headingMs },
];

/** The scores that our own pages have to reach. Redoc's are only reported. */
const aims: Record<Category, number> = { performance: 95, accessibility: 100, "best-practices": 100 };
const ours = ["front page", "explain page"];
const plain = "redocly build-docs";

/** Prints the medians of the visits, Lighthouse's scores, and our front page as ratios. */
export function printPages(visits: Map<string, Visit[]>): void {
  printRow(["", ...columns.map(({ title }) => title), "desktop", "mobile"]);
  for (const [name, rounds] of visits) {
    const cells = columns.map(({ of }) => median(rounds.map(of)).toFixed(1));
    printRow([name, ...cells, scoresOf(rounds, "desktop"), scoresOf(rounds, "mobile")]);
  }
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
  return `${median(ratios).toFixed(3)}, ${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`;
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

function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(20) : cell.padStart(14))).join(""));
}
