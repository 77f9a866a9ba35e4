import { getHttpOperationsFromSpec, type PrismHttpComponents } from "@stoplight/prism-http";
import { validateInput } from "@stoplight/prism-http/dist/validator/index.js";
import { createServer } from "@stoplight/prism-http-server";

export interface StockPrism {
  url: string;
  close(): Promise<void>;
}

/** Runs Prism with the settings of its own command line and without its log. */
export async function startStockPrism(contract: string): Promise<StockPrism> {
  // Prism expects a logger like pino's.
  const logger = new Proxy({}, { get: (_, name) => (name === "child" ? () => logger : () => undefined) }) as never;
  const server = createServer(await getHttpOperationsFromSpec(contract), {
    cors: true,
    components: { logger, validateInput: withoutThrowing },
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
  });
  return { url: await server.listen(0, "127.0.0.1"), close: () => server.close() };
}

/** A value that it cannot read ends the process of stock Prism. Here it counts as a value that is not valid. */
const withoutThrowing: PrismHttpComponents["validateInput"] = (asked) => {
  try {
    return validateInput(asked);
  } catch {
    return { _tag: "Left", left: [{ code: "unreadable", message: "cannot be read", severity: 0 }] };
  }
};
