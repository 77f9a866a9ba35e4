export type { MockServerOptions } from "./server/options.ts";
export type { LogFormat, LoggedRequest } from "./server/request-log.ts";
export { startMockServer, type MockServer } from "./server/start-mock-server.ts";
