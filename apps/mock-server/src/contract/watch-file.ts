import { statSync } from "node:fs";

/** How often a file is looked at: what tells of changes by itself loses a folder that is made anew, as builds do. */
const intervalMs = 100;

/** Tells one state of a file from another; empty where there is none. */
export function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : "";
}

/** Calls back when a file is no longer as it was, once it is written to its end. Answers how to stop. */
export function watchFile(file: string, before: string, onChange: () => void): () => void {
  let seen = before;
  let isTold = true;
  const timer = setInterval(() => {
    const now = stampOf(file);
    if (now !== seen) {
      seen = now;
      isTold = now === "";
    } else if (!isTold) {
      isTold = true;
      onChange();
    }
  }, intervalMs);
  return () => clearInterval(timer);
}
