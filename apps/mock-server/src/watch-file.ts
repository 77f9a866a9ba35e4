import { type Stats, unwatchFile, watchFile as watchStats } from "node:fs";

/** How often a file is looked at: what tells of changes by itself loses a folder that is made anew, as builds do. */
const intervalMs = 100;

/** Calls back after each change of a file, once it is there and written. Answers how to stop. */
export function watchFile(file: string, onChange: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const look = ({ nlink }: Stats): void => {
    clearTimeout(settling);
    if (nlink > 0) settling = setTimeout(onChange, 50);
  };
  watchStats(file, { interval: intervalMs }, look);
  return () => {
    clearTimeout(settling);
    unwatchFile(file, look);
  };
}
