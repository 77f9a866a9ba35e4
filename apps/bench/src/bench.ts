import { parseArgs } from "node:util";
import { compareServers } from "./compare-servers.ts";
import { printComparison } from "./print-comparison.ts";
import { printSoak, soak } from "./soak.ts";

const { values } = parseArgs({
  options: {
    soak: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string" },
  },
});

if (values.soak) printSoak(await soak(Number(values.seconds ?? 60)));
else {
  const options = { rounds: Number(values.rounds), seconds: Number(values.seconds ?? 3) };
  printComparison(await compareServers(options));
}
