import { usePackages } from "./use-packages.js";

const mock = new URLSearchParams(location.search).get("mock");
usePackages()
  .then(() => usePackages(mock))
  .then(
    () => (document.title = "passed"),
    (error) => (document.title = `failed: ${error}`),
  );
