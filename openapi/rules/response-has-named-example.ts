import { isNode, type Visit } from "./document/redocly.ts";

/** Every body of a response has an example with a name, by which the mock and the tests ask for it. */
export function responseHasNamedExample(): { Response: { MediaType: Visit } } {
  return {
    Response: {
      MediaType(mediaType, { location, report }) {
        if (isNode(mediaType["examples"]) && Object.keys(mediaType["examples"]).length > 0) return;
        report({ message: "This response body has no named example. Add one under `examples`.", location });
      },
    },
  };
}
