import type { IncomingMessage, ServerResponse } from "node:http";

export interface ReceivedBody {
  text: string;
  /** Set if the body is longer than the mock reads. */
  isTooLong?: true;
}

export const mostBodyBytes: number = 10 * 2 ** 20;

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Resolves when a request has been received in full, or more of it than is read. */
export function receiveBody(request: IncomingMessage, response: ServerResponse): Promise<ReceivedBody> {
  const tooLong: ReceivedBody = { text: "", isTooLong: true };
  if (Number(request.headers["content-length"] ?? 0) > mostBodyBytes) return Promise.resolve(tooLong);
  if (request.headers.expect !== undefined) response.writeContinue();

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBodyBytes) chunks.push(chunk);
      else resolve(tooLong);
    });
    request.once("end", () => resolve({ text: Buffer.concat(chunks).toString() }));
  });
}
