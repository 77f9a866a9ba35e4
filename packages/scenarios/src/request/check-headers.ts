import type { Failure } from "./check-request.ts";

/** The headers of a request as they arrived: in `rawHeaders`, names and values take turns. */
export interface ReceivedHeaders {
  rawHeaders: string[];
  headers: { host?: string | undefined };
  httpVersion: string;
}

/** These decide the response, so two of them are ambiguous. */
const single = ["authorization", "host", "content-type"];

/** Checks what HTTP forbids about headers and Node's parser accepts. */
export function checkHeaders({ rawHeaders, headers, httpVersion }: ReceivedHeaders): Failure[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = single.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const fault = (name: string, message: string): Failure => ({ in: "header", name, message });
  return [
    ...repeated.map((name) => fault(name, "must be given once")),
    ...(headers.host === undefined && httpVersion === "1.1" ? [fault("host", "must be given")] : []),
    ...(/[^\w.:[\]%~!$&'()*+,;=-]/.test(headers.host ?? "")
      ? [fault("host", "must be a name or an address, with or without a port")]
      : []),
  ];
}
