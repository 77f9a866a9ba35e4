import type { Surroundings } from "./surroundings.ts";
import type { SuiteOptions } from "./run-suite.ts";

export interface Progress {
  show: SuiteOptions["onProgress"];
  end(): void;
}

/** Shows how far a run is: one line that changes in a terminal, else a line whenever another part begins. */
export function createProgress(stream: Surroundings["err"]): Progress {
  let last = "";
  return {
    show({ operation, phase, requests }) {
      const part = `${operation}: ${phase}`;
      if (stream.isTTY) stream.write(`\r\u001B[K${part} (${requests} requests)`);
      else if (operation !== last) stream.write(`Testing ${operation} …\n`);
      last = operation;
    },
    end() {
      if (stream.isTTY && last !== "") stream.write("\r\u001B[K");
      last = "";
    },
  };
}
