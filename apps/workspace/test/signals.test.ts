import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Session, startSession } from "./session.ts";
import { copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const isLinux = process.platform === "linux";
if (!isLinux) console.warn("not run: signals.test.ts looks for processes in /proc, which only Linux has");

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
});
afterAll(() => copy.remove());

const start = "npm start";
const mock = "npm run --silent mock -- --port 0 --log silent";
const provider = "npm run --silent provider -- --port 0 --log json";
const bench = "npm run bench -- --soak";

const ways = [
  { way: "SIGTERM to npm", signal: "SIGTERM", toGroup: false, shell: "sh" },
  { way: "Ctrl-C", signal: "SIGINT", toGroup: true, shell: "sh" },
] as const;
// Shells that stay between npm and the script, such as dash, keep SIGINT until the script has ended; bash does not stay.
const onBash = { way: "SIGINT to npm on bash", signal: "SIGINT", toGroup: false, shell: "bash" } as const;
const serving = [
  ...[...ways, onBash].map((way) => ({ ...way, command: start, ready: "Ctrl-C ends everything" })),
  ...[mock, provider].flatMap((command) => ways.map((way) => ({ ...way, command, ready: "http://" }))),
];

async function readUntil({ lines }: Session, text: string): Promise<void> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The output ended without "${text}".`);
    if (value.includes(text)) return;
  }
}

describe.skipIf(!isLinux)("npm scripts", () => {
  test.each(serving)("leaves no process of $command after $way", async ({ command, ready, signal, toGroup, shell }) => {
    const session = startSession(copy.folder, command, shell);
    await readUntil(session, ready);
    await session.runs("apps/workspace/");

    process.kill(toGroup ? -session.pid : session.pid, signal);

    await session.ended();
  });

  test(`leaves no process of ${bench} after SIGTERM to npm`, async () => {
    const session = startSession(copy.folder, bench);
    // The bench starts its mock once autocannon is installed, which it is not in a copy.
    await session.runs("autocannon");

    process.kill(session.pid, "SIGTERM");

    await session.ended();
  });

  test("builds a stale mock, and prints only its address", async () => {
    await rm(join(copy.folder, "apps/mock-server/dist"), { recursive: true });
    const session = startSession(copy.folder, mock);

    const { value: url } = await session.lines.next();
    const { status } = await fetch(url);
    process.kill(session.pid, "SIGTERM");
    const { value: more } = await session.lines.next();

    expect({ url, status, more }).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      status: 200,
      more: undefined,
    });
  });
});
