import { readFileSync } from "node:fs";

/** The script and the styles of the page, as the page contains them. */
export const script: string = readPageFile("script.js");
export const styles: string = ["base.css", "responses.css", "requests.css"].map(readPageFile).join("\n");

/** A browser hashes the text with the line ends of HTML, which a checkout on Windows does not have. */
function readPageFile(name: string): string {
  return readFileSync(new URL(`../../page/${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");
}
