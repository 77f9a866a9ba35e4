import { usePackages } from "./use-packages.js";

test("uses the packages", () => usePackages());
