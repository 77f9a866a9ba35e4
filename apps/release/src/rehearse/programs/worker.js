import { usePackages } from "./use-packages.js";

export default { test: () => usePackages() };
