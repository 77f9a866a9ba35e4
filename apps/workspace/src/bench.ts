import { buildFirst } from "./build-first.ts";
import { endWithParent } from "./end-with-parent.ts";

endWithParent();
await buildFirst();
await import(new URL("../../bench/src/bench.ts", import.meta.url).href);
