import { parseArgs } from "node:util";
import { compareClients, printClients } from "./compare-clients.ts";
import { compareServers } from "./compare-servers.ts";
import { printComparison } from "./print-comparison.ts";
import { printSoak, soak } from "./soak.ts";

const { values } = parseArgs({
  options: {
    soak: { type: "boolean", default: false },
    client: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "" },
  },
});
// Without a listener a signal ends this process before it can end its children.
process.on("SIGINT", () => process.exit(130)).on("SIGTERM", () => process.exit(143));

const rounds = toCount("rounds", values.rounds);
const seconds = values.seconds === "" ? undefined : toCount("seconds", values.seconds);

if (values.soak) printSoak(await soak(seconds ?? 60));
else {
  if (!values.client) printComparison(await compareServers({ rounds, seconds: seconds ?? 3 }));
  printClients(await compareClients(rounds));
}

function toCount(name: string, value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  console.error(`--${name} is "${value}". Give a whole number from 1 to 9999.`);
  process.exit(2);
}
