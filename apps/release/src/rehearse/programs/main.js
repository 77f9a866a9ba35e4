import { usePackages } from "./use-packages.js";

await usePackages(globalThis.process.argv[2]);
