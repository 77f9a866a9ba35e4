/** Ends an npm script with one line on stderr. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly reason: string;
  readonly exitCode: number;

  constructor(reason: string, exitCode = 1) {
    super(`Failed to start: ${reason}`);
    this.reason = reason;
    this.exitCode = exitCode;
  }
}
