import type { Node } from "./document/redocly.ts";

/** Removes the discriminators from a bundle: Rust's generator drops the property they name from each member. */
export function removeDiscriminators(): { Schema: { enter: (schema: Node) => void } } {
  return {
    Schema: {
      enter(schema) {
        delete schema["discriminator"];
      },
    },
  };
}
