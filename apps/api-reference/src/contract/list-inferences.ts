import { listAddresses } from "./find-address.ts";
import { asJson } from "./follow.ts";
import type { Reference } from "./read-reference.ts";

/** A part of the contract that the vendor does not state. */
export interface Inference {
  name: string;
  /** Where the pages show it, from the root. */
  address: string;
  /** Why the contract states it all the same. */
  reason: string;
}

/** Lists what is marked as inferred. */
export function listInferences(reference: Reference): Inference[] {
  const inferences = listAddresses(reference).flatMap(([part, address]): Inference[] => {
    const { "x-inferred": reason } = asJson(part);
    const name = decodeURIComponent(address.slice(address.indexOf("#") + 1));
    return typeof reason === "string" ? [{ name, address, reason }] : [];
  });
  // Operations share responses.
  return [...new Map(inferences.map((one) => [one.address, one])).values()];
}
