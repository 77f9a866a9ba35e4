import { watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Calls back after each change of a file, once for changes that come together. Answers how to stop. */
export function watchFile(file: string, onChange: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  // The folder, as a file that is replaced takes its watcher along.
  const watcher = watch(dirname(file), (_, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, 50);
  });
  return () => {
    clearTimeout(settling);
    watcher.close();
  };
}
