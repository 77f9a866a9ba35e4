import type { AnyIntegrationsApiError } from "../errors/errors.ts";
import type { JudgedResponse } from "./judge-response.ts";

/** The outcome of a request: a response, an error, or a response that is an error. */
export interface Outcome {
  judged?: JudgedResponse;
  error?: AnyIntegrationsApiError | undefined;
}
