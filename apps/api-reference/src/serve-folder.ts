import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";

import sirv from "sirv";
import { policyFor } from "./content-security-policy.ts";

/** What to serve a folder with. */
export interface ServeOptions {
  port: number;
  /** The mock that the forms send requests to. */
  mock?: string;
}

/** Serves a folder on 127.0.0.1; resolves once the server is listening. */
export async function serveFolder(folder: string, { port, mock }: ServeOptions): Promise<Server> {
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error("it is not built yet. Run npx nx build api-reference first.");
  }

  // `dev` reads the files on every request, so a rebuild shows without a restart. Browsers ask whether a file changed.
  const serve = sirv(folder, { dev: true, etag: true, gzip: true, setHeaders });
  const server = createServer((request, response) => {
    // sirv 3.0.2 throws on a range that ends before it starts, and the page does not request ranges.
    delete request.headers.range;
    const { pathname = "" } = URL.parse(request.url ?? "", "http://127.0.0.1") ?? {};
    if (!["GET", "HEAD"].includes(request.method ?? "")) response.writeHead(405, { Allow: "GET, HEAD" }).end();
    else if (mock !== undefined && pathname === "/mock.json") sendMock(mock, response);
    else serve(request, response);
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(toReason(error as NodeJS.ErrnoException, port), { cause: error });
  }
  return server;
}

function sendMock(url: string, response: ServerResponse): void {
  setHeaders(response, "/mock.json");
  response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-cache" });
  response.end(JSON.stringify({ url }));
}

function setHeaders(response: ServerResponse, path: string): void {
  response.setHeader("Content-Security-Policy", `${policyFor(path)}; frame-ancestors 'none'`);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
}

function toReason(error: NodeJS.ErrnoException, port: number): string {
  if (error.code !== "EADDRINUSE") return error.message;
  return `port ${port} is taken. Choose another with --port, or leave it out.`;
}
