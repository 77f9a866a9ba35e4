/** What a command has of the process that it runs in. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  input(): Promise<string>;
  out: Output;
  err: Output & { isTTY?: boolean };
  /** Stops the run, which then reports what it has. */
  signal: AbortSignal;
}

export interface Output {
  write(text: string): unknown;
}
