import type { ChildProcess } from "node:child_process";

/** Ends a child when this process exits. */
export function endWithBench(child: ChildProcess): void {
  const end = (): void => void child.kill();
  process.once("exit", end);
  child.once("close", () => process.off("exit", end));
}
