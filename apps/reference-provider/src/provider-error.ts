/** Something that the person at the command line can mend. Its message says how. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  /** 2 if an option is wrong, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
