/** JSON over several lines; any other text as it is. */
export function toLines(output: string): string {
  try {
    return JSON.stringify(JSON.parse(output), null, 2);
  } catch {
    return output;
  }
}
