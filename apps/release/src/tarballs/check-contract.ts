import { isDeepStrictEqual } from "node:util";
import type { Check } from "./check.ts";

/** The package names the contract that it was released with. */
export const checkContract: Check = ({ manifest }, { contract }) => {
  if (isDeepStrictEqual(manifest.contract, contract)) return [];
  return [`contract is ${JSON.stringify(manifest.contract)}. The released contract is ${JSON.stringify(contract)}.`];
};
