import { isNode, type Visit } from "./document/redocly.ts";

/** Every response body has a named example, because the mock and the tests request examples by name. */
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
