/** The stack of whoever called the client. */
export interface CallerStack {
  stack?: string;
}

/** Remembers the caller of a function of this client. */
export function rememberCaller(called: Function): CallerStack {
  const caller: CallerStack = {};
  // Not standard, but found in every engine of today.
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, below: Function) => void };
  captureStackTrace?.(caller, called);
  return caller;
}

/** Lets an error's stack begin with the caller, as the frames inside of this client help nobody. */
export function showCaller<Failure extends Error>(error: Failure, { stack }: CallerStack): Failure {
  const frames = /\n {4}at [^]*/.exec(typeof stack === "string" ? stack : "");
  if (frames) error.stack = `${error.name}: ${error.message}${frames[0]}`;
  return error;
}
