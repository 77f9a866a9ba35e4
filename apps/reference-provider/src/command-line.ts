import { Command } from "commander";
import { addAdminCommands } from "./admin/admin-commands.ts";
import { addDatabaseOptions } from "./database/database-options.ts";
import { addStartOptions, toStartOptions } from "./start/start-options.ts";

/** The command line: `start`, and the commands that change or show what is in the database. */
export function createProgram(): Command {
  const program = new Command("npm run provider --")
    .description("Serves the contract's endpoint from PostgreSQL.")
    .addHelpText("after", examples)
    .configureOutput({
      outputError: (message, write) => write(message.replace(/^error:/, "Failed to run the provider:")),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

  const start = program.command("start", { isDefault: true }).description("serve the endpoint").allowExcessArguments();
  addStartOptions(addDatabaseOptions(start)).action(async (given, { args: [unknown] }: Command) => {
    // As the default command, it gets whatever is not a command.
    if (unknown !== undefined) program.error(`error: unknown command '${unknown}'. --help lists all of them.`);
    const options = toStartOptions(given);
    // Loading the service takes longer than to refuse a wrong option.
    const { runProvider } = await import("./start/run-provider.ts");
    await runProvider(options);
  });
  addAdminCommands(program);
  return program;
}

const examples = `
Without a command, it starts. Without --data and DATABASE_URL, it starts on new data, which is lost when it ends.

Examples:
  npm run provider
  npm run provider -- --port 4020 --data ./provider-data
  npm run provider -- token create --data ./provider-data --environment 8a2b104d-74a6-47f2-b93e-c6b611e82391`;
