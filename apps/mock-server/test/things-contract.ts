const makeThing = {
  operationId: "make thing",
  summary: "Make <b>a</b> thing",
  parameters: [
    { name: "thing-name", in: "path", required: true, example: "a b", schema: { type: "string" } },
    { name: "size", in: "query", required: true, example: 7, schema: { type: "integer" } },
    { name: "colour", in: "query", schema: { type: "string" } },
  ],
  responses: {
    201: jsonResponse({ first: { value: {} }, second: { description: "<script>alert(1)</script>", value: {} } }),
  },
};

const readKinds = {
  operationId: "readKinds",
  security: [],
  parameters: [
    { name: "is", in: "query", "x-selects": "/is", schema: { type: "string" } },
    { name: "x-kind", in: "header", required: true, schema: { type: "string", enum: ["$plain"] } },
  ],
  responses: { 200: jsonResponse({ kind: { value: { is: "it's" } } }) },
};

const makeKind = {
  operationId: "makeKind",
  summary: "Make a kind",
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: { type: "object", required: ["is"], properties: { is: { type: "string" }, sizes: { type: "array" } } },
        example: { is: "@it's", sizes: [1, 2] },
      },
    },
  },
  responses: { 201: jsonResponse(), 422: jsonResponse({ wrong: { value: {} } }), default: jsonResponse() },
};

const removeKind = {
  operationId: "removeKind",
  summary: "Remove a kind",
  security: [{ key: [] }],
  responses: { 200: jsonResponse({ kind: { value: {} } }), 422: jsonResponse({ wrong: { value: {} } }) },
};

const replaceKinds = {
  operationId: "replaceKinds",
  summary: "Replace kinds",
  security: [{ login: [] }],
  requestBody: { required: true, content: { "text/csv": { schema: { type: "string" }, example: "@a,b\n" } } },
  responses: { 204: { description: "Replaced." } },
};

/** A contract that has nothing in common with ours. */
export const things = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  security: [{ bearer: [] }],
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "x-key" },
      login: { type: "http", scheme: "basic" },
    },
  },
  paths: {
    "/things/{thing-name}": { post: makeThing },
    "/kinds": { get: readKinds, post: makeKind, delete: removeKind, put: replaceKinds },
  },
};

const text = { schema: { type: "string" }, example: "a,b\n" };
const twins = { same: { value: {} } };

/** A contract whose operations and examples share their names. */
export const alike = {
  openapi: "3.1.0",
  info: { title: "Alike", version: "1" },
  paths: {
    "/one": {
      head: { operationId: "one", summary: "Read it", responses: { 204: { description: "It is there." } } },
      post: {
        operationId: "two",
        summary: "Read it",
        requestBody: { required: true, content: { "text/csv": text } },
        responses: {
          200: {
            description: "A response.",
            content: { "application/json": { examples: twins }, "application/hal+json": { examples: twins } },
          },
        },
      },
    },
    "/one/{id}": {
      get: {
        operationId: "three",
        summary: "Read another",
        parameters: [{ name: "id", in: "path", required: true, "x-selects": "/id", schema: { type: "string" } }],
        responses: { 200: jsonResponse(), 404: jsonResponse({ missing: { value: {} } }) },
      },
    },
  },
};

function jsonResponse(examples?: object): object {
  const media = { schema: { type: "object" }, ...(examples && { examples }) };
  return { description: "A response.", content: { "application/json": media } };
}
