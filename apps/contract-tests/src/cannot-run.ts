/** The suite cannot run: a wrong option or file, or a server that does not respond. The message is for users. */
export class CannotRun extends Error {
  override name = "CannotRun" as const;
}
