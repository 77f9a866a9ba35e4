import { fixture } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { createClient } from "@integrations-api/client";
import { setupServer } from "msw/node";

const server = setupServer(...createHandlers({ timeScale: 0 }));
server.listen({ onUnhandledRequest: "error" });
const { id } = fixture("documented");
const body = await createClient({ token: "any" }).getIntegration(id);
server.close();
if (body.id !== id) throw new Error("The handlers did not respond.");
