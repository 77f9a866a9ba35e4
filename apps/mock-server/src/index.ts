export type { LogFormat, LoggedRequest } from "./request-log.ts";
export { startMockServer, type MockServer, type MockServerOptions } from "./start-mock-server.ts";
