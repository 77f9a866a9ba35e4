import type { ClientCall } from "./sample.ts";

/** What a call came to. */
export interface Outcome {
  id: string;
  /** What it resolves to, as JSON, or the error that it throws. */
  output: string;
  /** Why that is not what was expected. */
  failure?: string;
}

/** Writes a script that makes all calls at once and prints their outcomes as JSON. */
export function toScript(calls: ClientCall[]): string {
  const entries = calls.map(({ id, code, isFailure }) => {
    return `{ id: ${JSON.stringify(id)}, isFailure: ${isFailure}, call: async () => ${code} }`;
  });
  return `import { createClient, IntegrationsApiError } from "@integrations-api/client";

// The pauses before retries are a random part of a limit. Nobody waits for them here.
Math.random = () => 0;

const calls = [${entries.join(",\n")}];
const outcomes = calls.map(async ({ id, isFailure, call }) => {
  try {
    const result = await call();
    const { data, error, response } = result;
    const shown = response instanceof Response ? (data ?? error ?? response.status) : result;
    return { id, output: JSON.stringify(shown) };
  } catch (error) {
    const isExpected = isFailure && error instanceof IntegrationsApiError && error.name !== "ArgumentError";
    return { id, output: \`\${error.name}: \${error.message}\`, failure: isExpected ? undefined : String(error) };
  }
});
console.log(JSON.stringify(await Promise.all(outcomes)));
`;
}
