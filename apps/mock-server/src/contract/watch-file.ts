import { statSync } from "node:fs";

/** How often to check a file. File watchers lose a folder that is deleted and created again, as builds do. */
const intervalMs = 100;

/** Identifies the state of a file. Empty if there is no file. */
export function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : "";
}

/** Calls back after a file has changed and has stopped changing. Returns a function that stops watching. */
export function watchFile(file: string, before: string, onChange: () => void): () => void {
  let seen = before;
  let isReported = true;
  const timer = setInterval(() => {
    const now = stampOf(file);
    if (now !== seen) {
      seen = now;
      isReported = now === "";
    } else if (!isReported) {
      isReported = true;
      onChange();
    }
  }, intervalMs);
  return () => clearInterval(timer);
}
