import { type Answer, type Exchange, valueOf } from "./hostile-exchange.ts";
import { askedServerErrors } from "./hostile-known.ts";
import type { HostileRequest } from "./hostile-requests.ts";

/** What a stack trace or the path of a file looks like. */
export const leak = /\bat (?:\S+ \()?\S+:\d+:\d+|node_modules|\.ts\b|\.js:\d/;

/** Everything that is wrong with what came back, in words. */
export function violationsOf(request: HostileRequest, { answers, rest, ending }: Exchange): string[] {
  const whole = ending === "closed" || ending === "answered";
  return [
    ...(ending === "timed out" ? ["no end within the time"] : []),
    ...(ending === "reset" && answers.length === 0 ? ["connection reset without an answer"] : []),
    ...(ending === "closed" && answers.length === 0 && request.after === "wait" ? ["closed without an answer"] : []),
    ...(whole && rest !== "" ? [`bytes behind the last answer: ${JSON.stringify(rest.slice(0, 200))}`] : []),
    ...answers.flatMap(({ status }, index) => {
      const good = request.statuses?.[index] ?? status;
      return good === status ? [] : [`${status} instead of ${good} for request ${index} of the connection`];
    }),
    ...answers.flatMap((answer, index) => violationsOfAnswer(request, answer, request.methods[index] ?? "")),
  ];
}

function violationsOfAnswer({ raw }: HostileRequest, answer: Answer, method: string): string[] {
  const { status, headers, body } = answer;
  const asked = askedServerErrors(raw);
  const text = [...headers.map((header) => header.join(": ")), body].join("\n");
  const [leaked] = leak.exec(text) ?? [];
  const injected = headers.filter(([name]) => name === "x-injected");

  return [
    ...(status >= 500 && !asked.includes(status) ? [`${status} that nobody asked for: ${body.slice(0, 200)}`] : []),
    ...(status >= 400 && method !== "HEAD" && !asked.includes(status) ? wrongErrors(answer) : []),
    ...(status === 405 && !valueOf(answer, "allow") ? ["405 without Allow"] : []),
    ...(leaked === undefined ? [] : [`leaks ${leaked.slice(0, 100)}`]),
    ...injected.map((header) => `injected header ${header.join(": ")}`),
  ];
}

function wrongErrors(answer: Answer): string[] {
  const type = valueOf(answer, "content-type");
  if (type !== "application/json")
    return [`${answer.status} with content type ${type}, body ${answer.body.slice(0, 80)}`];

  const { statusCode, error, message } = Object(toJson(answer.body));
  const good =
    statusCode === answer.status && [error, message].every((text) => typeof text === "string" && text !== "");
  return good ? [] : [`${answer.status} with a body that is no error: ${answer.body.slice(0, 200)}`];
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "latin1").toString());
  } catch {
    return undefined;
  }
}
