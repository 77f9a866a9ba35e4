import { connect, type Socket } from "node:net";
import type { HostileRequest } from "./hostile-requests.ts";

export interface Answer {
  status: number;
  /** Each line of the head but the first, names in small letters. */
  headers: [name: string, value: string][];
  body: string;
}

/** What came back for the bytes that were sent. */
export interface Exchange {
  answers: Answer[];
  /** What came behind the last whole answer. */
  rest: string;
  ending: "closed" | "reset" | "answered" | "left" | "timed out";
}

const longestWaitMs = 5000;

/** Sends the bytes over a connection of their own, and reads until each request is answered or the server closes. */
export function exchange(port: number, { raw, methods, after }: HostileRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const end = (ending: Exchange["ending"]): void => {
      socket.destroy();
      resolve({ ...readAnswers(received, methods), ending });
    };

    socket.setEncoding("latin1").setTimeout(longestWaitMs, () => end("timed out"));
    socket.on("data", (text) => {
      received += String(text);
      if (isAnswered(received, methods)) end("answered");
    });
    socket.on("error", () => end("reset")).on("close", () => end("closed"));
    socket.on("connect", () => send(socket, raw, after, end));
  });
}

function send(socket: Socket, raw: string, after: HostileRequest["after"], end: (ending: "left") => void): void {
  const bytes = Buffer.from(raw, "latin1");
  if (after === "half-close") socket.end(bytes);
  else socket.write(bytes, () => after === "destroy" && end("left"));
}

/** Whether nothing more is to come; after an answer that closes, the end is waited for, as more could follow. */
function isAnswered(received: string, methods: string[]): boolean {
  const { answers } = readAnswers(received, methods);
  return answers.length === methods.length && !answers.some((answer) => valueOf(answer, "connection") === "close");
}

function readAnswers(received: string, methods: string[]): Pick<Exchange, "answers" | "rest"> {
  const answers: Answer[] = [];
  let rest = received;
  while (rest !== "") {
    const answer = readAnswer(rest, methods[answers.length]);
    if (!answer) break;
    rest = rest.slice(answer.length);
    if (answer.status >= 200) answers.push(answer);
  }
  return { answers, rest };
}

function readAnswer(received: string, method: string | undefined): (Answer & { length: number }) | undefined {
  const end = received.indexOf("\r\n\r\n") + 4;
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(received) ?? [];
  if (end < 4 || status === undefined) return undefined;

  const lines = received
    .slice(0, end - 4)
    .split("\r\n")
    .slice(1);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  const head = { status: Number(status), headers, body: "" };
  const bodiless = method === "HEAD" && !isRefusal(head);
  const size = bodiless ? 0 : Number(valueOf(head, "content-length") ?? 0);
  const body = received.slice(end, end + size);
  return body.length === size ? { ...head, body, length: end + size } : undefined;
}

/** Bytes that the parser takes for no request have no method, so that their answer has a body. */
function isRefusal(answer: Answer): boolean {
  return (
    (answer.status === 400 || answer.status === 431) &&
    valueOf(answer, "connection") === "close" &&
    !valueOf(answer, "date")
  );
}

export function valueOf({ headers }: Answer, name: string): string | undefined {
  return headers.find(([one]) => one === name)?.[1];
}
