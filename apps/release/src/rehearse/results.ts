import { StepError } from "./step-error.ts";

export interface Row {
  what: string;
  on: string;
  outcome: "ok" | "failed" | "not run";
  note: string;
  seconds: number;
  /** Whether a failure fails the rehearsal. */
  isGate: boolean;
}

export interface Step {
  what: string;
  /** What it is tried on: a package, a compiler, a runtime. */
  on: string;
  /** @default true */
  isGate?: boolean;
  /** Why it is known to fail. The table says this instead of the error. */
  reason?: string;
}

export interface Results {
  rows: Row[];
  /** Takes a step, which may return a note, and keeps what came of it. Resolves to whether it passed. */
  take(step: Step, action: () => Promise<string | void> | string | void): Promise<boolean>;
  /** Notes a step that cannot be taken here, and why. */
  skip(step: Step, reason: string): void;
}

/** Keeps what came of each step, and reports it at once. */
export function createResults(report: (line: string) => void): Results {
  const rows: Row[] = [];
  const add = (row: Row): void => {
    rows.push(row);
    report(`  ${row.outcome.padEnd(7)} ${row.what}, ${row.on}${row.note && `: ${row.note}`}`);
  };

  return {
    rows,
    async take({ what, on, isGate = true, reason }, action) {
      const started = performance.now();
      const row = (outcome: Row["outcome"], note: string): Row => {
        return { what, on, outcome, note, seconds: (performance.now() - started) / 1000, isGate };
      };
      try {
        add(row("ok", (await action()) ?? ""));
        return true;
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        add(row("failed", reason ?? error.message));
        if (error.details && reason === undefined) report(indent(error.details));
        return false;
      }
    },
    skip({ what, on, isGate = true }, reason) {
      add({ what, on, outcome: "not run", note: reason, seconds: 0, isGate });
    },
  };
}

function indent(text: string): string {
  return text.trim().replaceAll(/^/gm, "          ");
}

/** Whether everything that must pass has passed. A gate that could not be tried has not. */
export function hasPassed(rows: Row[]): boolean {
  return rows.every(({ outcome, isGate }) => outcome === "ok" || !isGate);
}

/** All rows, one below the other. */
export function toTable(rows: Row[]): string {
  const cells = rows.map(({ what, on, outcome, note, seconds, isGate }) => {
    const shown = isGate || outcome === "ok" ? outcome : "does not run";
    return [what, on, shown, `${seconds.toFixed(1)} s`, note.split("\n")[0]!];
  });
  const header = ["step", "on", "result", "time", "note"];
  const widths = header.map((_, column) => Math.max(...[header, ...cells].map((row) => row[column]!.length)));
  const lines = [header, widths.map((width) => "-".repeat(width)), ...cells];
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
