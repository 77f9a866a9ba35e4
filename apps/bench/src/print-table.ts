import { median } from "./statistics.ts";

export interface Column<Measure> {
  title: string;
  of: (measure: Measure) => number;
  digits: number;
}

/** Prints the medians of the rounds, a line for each name, which may end with cells of its own. */
export function printMedians<Measure>(
  measured: Map<string, Measure[]>,
  columns: Column<Measure>[],
  more: Record<string, (rounds: Measure[]) => string> = {},
): void {
  const rows = [["", ...columns.map(({ title }) => title), ...Object.keys(more)]];
  for (const [name, rounds] of measured) {
    const cells = columns.map(({ of, digits }) => median(rounds.map(of)).toFixed(digits));
    rows.push([name, ...cells, ...Object.values(more).map((toCell) => toCell(rounds))]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)) + 2);
  const align = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  console.log(rows.map((row) => row.map(align).join("")).join("\n"));
}

/** The median of values, and the least and the greatest. */
export function describeRange(values: number[], digits: number): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)}, ${least.toFixed(digits)} to ${most.toFixed(digits)}`;
}
