import type { Node } from "./document/redocly.ts";

/** Leaves the discriminators out of a bundle: Rust's generator drops the property that they name from each member. */
export function removeDiscriminators(): { Schema: { enter: (schema: Node) => void } } {
  return {
    Schema: {
      enter(schema) {
        delete schema["discriminator"];
      },
    },
  };
}
