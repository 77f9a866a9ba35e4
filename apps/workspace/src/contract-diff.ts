import { runGate } from "../../../openapi/gate/gate.ts";
import { buildFirst } from "./build-first.ts";
import { endWithParent } from "./end-with-parent.ts";

endWithParent();
process.exitCode = await runGate(process.argv.slice(2), () => buildFirst(["openapi"]));
