import { Command, InvalidArgumentError } from "commander";
import { compareClients, printClients } from "./compare-clients.ts";
import { comparePages } from "./compare-pages.ts";
import { compareProviders } from "./compare-providers.ts";
import { compareServers } from "./compare-servers.ts";
import { printComparison } from "./print-comparison.ts";
import { printPages } from "./print-pages.ts";
import { printProviders } from "./print-providers.ts";
import { printSoak, soak } from "./soak.ts";

interface BenchOptions {
  soak: boolean;
  client: boolean;
  reference: boolean;
  provider: boolean;
  integrations: number;
  rounds?: number;
  seconds?: number;
}

const options = new Command("npm run bench --")
  .description("Compares the mock, the client, the reference and the provider with their peers.")
  .option("--client", "only the client", false)
  .option("--reference", "only the pages of the reference", false)
  .option("--provider", "only the reference provider", false)
  .option("--soak", "watch the memory of the mock instead", false)
  .option("--rounds <n>", "how often each peer is measured (default: 5, or 3 with --reference)", toCount)
  .option("--seconds <n>", "how long each measurement takes (default: 3, or 60 with --soak)", toCount)
  .option("--integrations <n>", "how many the larger database of --provider has", toLargeCount, 100_000)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "Failed to start the bench:")) })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<BenchOptions>();
// Without a listener a signal ends this process before it can end its children.
process.on("SIGINT", () => process.exit(130)).on("SIGTERM", () => process.exit(143));

const { rounds = 5, seconds } = options;
if (options.soak) printSoak(await soak(seconds ?? 60));
else if (options.reference) printPages(await comparePages(options.rounds ?? 3));
else if (options.provider) {
  const { integrations } = options;
  printProviders(await compareProviders({ rounds, seconds: seconds ?? 3, integrations }), integrations);
} else {
  if (!options.client) printComparison(await compareServers({ rounds, seconds: seconds ?? 3 }));
  printClients(await compareClients(rounds));
}

function toCount(value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 1 to 9999.");
}

function toLargeCount(value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 1 to 9999999.");
}
