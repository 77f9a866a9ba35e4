/** The gate cannot compare, because of its input. */
export class GateError extends Error {
  override readonly name = "GateError";
}
