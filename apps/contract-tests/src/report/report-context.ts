import type { Contract } from "../contract/read-contract.ts";
import type { Violation } from "../result.ts";

/** What all reports share. */
export interface ReportContext {
  contract: Contract;
  url: string;
  curlOf(violation: Violation): string;
  /** What the contract says about the broken part. */
  quoteOf(violation: Violation): string[];
}
