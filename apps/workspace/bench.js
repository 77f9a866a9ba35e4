import { checkInstall } from "./check-install.js";

checkInstall();
await import("./src/bench.ts");
