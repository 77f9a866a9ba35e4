import type { LoadedContract } from "../contract/load-contract.ts";
import type { PlanMemory } from "../plan/plan-memory.ts";
import type { RequestLog } from "./request-log.ts";
import type { SendOptions } from "./send-response.ts";

/** What is served at the moment. A changed contract comes with a new memory. */
export interface Serving {
  contract: LoadedContract;
  plans: PlanMemory;
}

export interface ListenerOptions extends SendOptions {
  serving: () => Serving;
  log: RequestLog;
  timeScale: number;
  /** The names under which `/__mock/` responds, beside the loopback names. */
  hosts: string[];
}
