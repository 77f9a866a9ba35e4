const makeThing = {
  operationId: "make thing",
  summary: "Make <b>a</b> thing",
  parameters: [
    { name: "thing-name", in: "path", required: true, example: "a b", schema: { type: "string" } },
    { name: "size", in: "query", required: true, example: 7, schema: { type: "integer" } },
    { name: "colour", in: "query", schema: { type: "string" } },
  ],
  responses: {
    201: answer({ first: { value: {} }, second: { description: "<script>alert(1)</script>", value: {} } }),
  },
};

const readKinds = {
  operationId: "readKinds",
  security: [],
  parameters: [
    { name: "is", in: "query", "x-selects": "/is", schema: { type: "string" } },
    { name: "x-kind", in: "header", required: true, schema: { type: "string", enum: ["$plain"] } },
  ],
  responses: { 200: answer({ kind: { value: { is: "it's" } } }) },
};

/** A contract that has nothing in common with ours. */
export const things = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  security: [{ bearer: [] }],
  components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  paths: { "/things/{thing-name}": { post: makeThing }, "/kinds": { get: readKinds } },
};

function answer(examples: object): object {
  return { description: "An answer.", content: { "application/json": { schema: { type: "object" }, examples } } };
}
