import { readFile } from "node:fs/promises";

/** A class of errors of the client. */
export interface ClientError {
  /** Such as `NotFoundError`. */
  name: string;
  /** When it is thrown, as the client documents it. */
  description: string;
  /** Its address on the page of errors, if it is not for a status: `network`. */
  anchor: string;
}

const declarations = new URL("errors/errors.d.ts", import.meta.resolve("@integrations-api/client"));

/** Reads what the client documents about its errors. */
export async function readClientErrors(): Promise<ClientError[]> {
  const text = await readFile(declarations, "utf8");
  const found = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export declare class (\w+)/g);
  return [...found].map(([, comment = "", name = ""]) => ({
    name,
    description: comment
      .replaceAll(/^\s*\*/gm, "")
      .replaceAll(/\s+/g, " ")
      .trim(),
    anchor: name
      .replace(/Error$/, "")
      .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
      .toLowerCase(),
  }));
}

/** The error that the client throws for a status. */
export function errorForStatus(errors: ClientError[], status: string): ClientError | undefined {
  const own = errors.find(({ description }) => description.startsWith(`${status}:`));
  return own ?? errors.find(({ description }) => description.startsWith("500 and above:") && /^[5-9]/.test(status));
}

/** Whether an error is for one status alone. */
export function isForStatus({ description }: ClientError): boolean {
  return /^\d{3}:/.test(description);
}
