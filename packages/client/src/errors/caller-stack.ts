/** The stack of whoever called the client. */
export interface CallerStack {
  stack?: string;
}

/** Captures the stack of the caller of one of the client's functions. */
export function rememberCaller(called: Function): CallerStack {
  const caller: CallerStack = {};
  // Not standard, but available in every current engine.
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, below: Function) => void };
  captureStackTrace?.(caller, called);
  return caller;
}

/** Makes an error's stack start with the caller, because frames inside this client do not help. */
export function showCaller<Failure extends Error>(error: Failure, { stack }: CallerStack): Failure {
  const frames = /\n {4}at [^]*/.exec(String(stack));
  if (frames) error.stack = `${error.name}: ${error.message}${frames[0]}`;
  return error;
}
