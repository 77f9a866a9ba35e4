import { hash } from "node:crypto";
import { pathToFileURL } from "node:url";
import pg from "pg";

/** The part of Fastify used here; it is not installed when this is compiled. */
interface Fastify {
  default(): {
    get(route: string, handler: (request: Request, reply: Reply) => Promise<unknown>): void;
    listen(options: { port: number; host: string }): Promise<string>;
  };
}
interface Request {
  params: { id: string };
  headers: { authorization?: string };
}
interface Reply {
  code(status: number): { send(body: object): unknown };
}

const [port, connectionString = "", route = "", file = ""] = process.argv.slice(2);
const { default: fastify }: Fastify = await import(pathToFileURL(file).href);
const pool = new pg.Pool({ connectionString });

const findToken = `
  select t.kind, e.team_id from tokens t join environments e on e.id = t.environment_id
  where t.hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > current_timestamp)`;
const findIntegration = `
  select i.id, i.team_id, i.sharing, i.properties, o.properties as team
  from integrations i join teams o on o.id = i.team_id where i.id = $1`;
const findInstallations = `
  select environment_id from installations where integration_id = $1 and team_id = $2 order by environment_id`;

const app = fastify();
app.get(route, async ({ params, headers: { authorization = "" } }, reply) => {
  const tokenHash = hash("sha256", authorization.replace(/^Bearer /, ""), "buffer");
  const { rows: callers } = await pool.query(findToken, [tokenHash]);
  const [caller] = callers;
  if (caller?.kind !== "api") return reply.code(401).send({ message: "The token is not valid." });

  const { rows: found } = await pool.query(findIntegration, [params.id]);
  const { rows: installations } = await pool.query(findInstallations, [params.id, caller.team_id]);
  const [row] = found;
  const isVisible = row?.team_id === caller.team_id || row?.sharing !== "deny" || installations.length > 0;
  if (!row || !isVisible) return reply.code(404).send({ message: "There is no such integration." });

  const { properties, team, ...columns } = row;
  const installed_environment = installations.map(({ environment_id }) => environment_id);
  return {
    ...columns,
    installed_environment,
    ...JSON.parse(properties),
    team: { id: row.team_id, ...JSON.parse(team) },
  };
});
await app.listen({ port: Number(port), host: "127.0.0.1" });
