import { checkInstall } from "./check-install.js";

checkInstall();
await import("./src/contract-diff.ts");
