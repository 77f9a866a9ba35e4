import { buildFirst } from "./build-first.ts";
import { endWithParent } from "./end-with-parent.ts";

endWithParent();
await buildFirst(["mock-server"]);
await import(new URL("../../mock-server/dist/cli.js", import.meta.url).href);
