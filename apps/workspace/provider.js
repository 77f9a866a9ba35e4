import { checkInstall } from "./check-install.js";

checkInstall();
await import("./src/provider.ts");
