import { runGate } from "../../gate/gate.ts";

/** The command without the build, which only the workspace can start. */
process.exitCode = await runGate(process.argv.slice(2), async () => console.error("Building."));
