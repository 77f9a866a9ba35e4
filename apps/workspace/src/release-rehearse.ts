import { endWithParent } from "./end-with-parent.ts";

endWithParent();
process.on("SIGINT", () => process.exit(130)).on("SIGTERM", () => process.exit(143));
await import(new URL("../../release/src/rehearse/rehearse.ts", import.meta.url).href);
