import { hash } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

const [port, connectionString = "", statement = ""] = process.argv.slice(2);
const { findIntegration: text } = await import(statement);
const pool = new pg.Pool({ connectionString });

createServer(async ({ url = "", headers: { authorization = "" } }, response) => {
  const tokenHash = hash("sha256", authorization.slice("Bearer ".length), "buffer");
  const id = url.slice(url.lastIndexOf("/") + 1);
  const { rows } = await pool.query({ name: "find-integration", text, values: [tokenHash, id, null] });
  response.setHeader("content-type", "application/json").end(toBody(rows[0]));
}).listen(Number(port), "127.0.0.1");

/** Neither of the stored objects is empty here. */
function toBody(row: Record<string, string>): string {
  const { id, team_id, sharing, installed: installed_environment, properties = "", team = "" } = row;
  const own = JSON.stringify({ id, team_id, sharing, installed_environment });
  return `${own.slice(0, -1)},${properties.slice(1, -1)},"team":{"id":"${team_id}",${team.slice(1)}}`;
}
