const { createClient } = require("@integrations-api/client");
const { validate } = require("@integrations-api/explain");
const { createFetchStub, fixture } = require("@integrations-api/scenarios");

const client = createClient({ token: "any", validate, strict: true, fetch: createFetchStub({ timeScale: 0 }) });
client.getIntegration(fixture("documented").id).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
