/** A step that did not pass. The message is one line for the table. */
export class StepError extends Error {
  /** What the command printed, for whoever has to find out why. */
  readonly details: string;

  constructor(message: string, details = "") {
    super(message);
    this.details = details;
  }
}
