import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What the server can do wrong. */
export type Mistake = "lax ids" | "lax filter" | "late creation" | "no Allow" | "own codes";

export const known = {
  token: "only-this-one-works",
  id: "e3b0c442-98fc-4c14-9afb-f4c8996fb924",
  environment: "27ae41e4-649b-434c-a495-991b7852b855",
};

const team = {
  id: "9f86d081-884c-4d65-9a2f-eaa0c55ad015",
  name: "Gravel & Sons",
  domain: "gravel.example.org",
  logo: null,
  created_at: "2020-02-29T23:59:59Z",
  updated_at: "2025-06-30T12:00:00+02:00",
};

const integration = {
  team,
  id: known.id,
  name: "tide-tables",
  category: "oceanography",
  is_beta: true,
  sharing: "ask",
  config: { label: "Tide Tables" },
  team_id: team.id,
  installed_environment: [known.environment, "a3f5b1c2-0d4e-4f6a-8b7c-9d0e1f2a3b4c"],
  created_at: "2022-03-04T05:06:07Z",
  updated_at: "2022-03-04T05:06:08Z",
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A server that shares no code with the mock, as another team would write it. */
export class OtherServer {
  #mistakes: Mistake[];
  #server: Server = createServer((request, response) => this.#handle(request, response));

  constructor(mistakes: Mistake[]) {
    this.#mistakes = mistakes;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${Reflect.get(Object(this.#server.address()), "port")}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const [path = "", search] = (request.url ?? "").split("?");
    const [, collection, id = "", more] = path.split("/");
    if (collection !== "integrations" || more !== undefined) return this.#fail(response, 404, "Nothing here.");
    if (request.method !== "GET") {
      if (!this.#mistakes.includes("no Allow")) response.setHeader("Allow", "GET");
      return this.#fail(response, 405, "Read only.");
    }
    if (request.headers.authorization !== `Bearer ${known.token}`) {
      response.setHeader("WWW-Authenticate", "Bearer");
      return this.#fail(response, 401, "Who are you?");
    }

    const environment = new URLSearchParams(search).get("environment_id");
    if (!uuid.test(id)) return this.#fail(response, this.#mistakes.includes("lax ids") ? 404 : 400, "Odd id.");
    if (environment !== null && !uuid.test(environment)) return this.#fail(response, 400, "Odd environment.");
    if (id !== known.id) return this.#fail(response, 404, "Never heard of it.");
    this.#send(response, 200, this.#find(environment));
  }

  #find(environment: string | null): object {
    const found = { ...integration };
    if (this.#mistakes.includes("late creation")) found.created_at = "2023-01-01T00:00:00Z";
    if (environment === null || this.#mistakes.includes("lax filter")) return found;
    const installed = found.installed_environment.filter((one) => one === environment);
    return { ...found, installed_environment: installed };
  }

  #fail(response: ServerResponse, status: number, message: string): void {
    const statusCode = this.#mistakes.includes("own codes") ? status * 100 + 1 : status;
    this.#send(response, status, { message, error: "sorry", statusCode });
  }

  #send(response: ServerResponse, status: number, body: object): void {
    response.statusCode = status;
    response.setHeader("Content-Type", "application/json; charset=UTF-8");
    response.end(JSON.stringify(body, null, "\t"));
  }
}
