/** Ends `npm start` with one line on stderr. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(`Failed to start: ${message}`);
    this.exitCode = exitCode;
  }
}
