import { buildFirst } from "./build-first.ts";
import { endWithParent } from "./end-with-parent.ts";

endWithParent();
await buildFirst(["explain", "scenarios"]);
await import(new URL("../../reference-provider/src/cli.ts", import.meta.url).href);
