export { reasonWithoutClient, toClientLine } from "./page/client-line.ts";
export { defaultOrigin, toCurlLine } from "./page/curl-line.ts";
export { Html, html, prose } from "./page/html.ts";
export { type ShownResponse, shownResponsesOf } from "./page/shown-response.ts";
export { type TitledOperation, withTitles } from "./page/titled-operation.ts";
export { type ShownRequest, type Trigger, triggerOf } from "./page/trigger.ts";
