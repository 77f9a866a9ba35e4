import { createServer } from "node:http";

const [port, canned = ""] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(canned);
const bytes = Buffer.from(body);

createServer((_, response) => {
  response.writeHead(status, headers).end(bytes);
}).listen(Number(port), "127.0.0.1");
