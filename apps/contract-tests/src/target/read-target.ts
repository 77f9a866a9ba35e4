import { readFile } from "node:fs/promises";
import type { CatalogueOperation } from "@integrations-api/scenarios";
import { parse } from "yaml";
import { checkNames } from "../checks/all-checks.ts";
import { asJson, type Json } from "../contract/read-document.ts";
import { readPace } from "../http/pace.ts";
import type { Secret } from "../http/redact.ts";
import { CannotRun } from "../cannot-run.ts";
import type { Acceptance, Mapping, Target } from "./target.ts";

type TargetFile = Omit<Target, "url"> & { url?: string };

export interface ReadOptions {
  operations: CatalogueOperation[];
  environment: NodeJS.ProcessEnv;
  /** Whether the file's own token is needed. */
  isTokenNeeded: boolean;
}

/** Reads a target file: the server, its token, and the requests that trigger the scenarios there. */
export async function readTarget(file: string, options: ReadOptions): Promise<TargetFile> {
  const reader = new TargetReader(file, options);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) =>
    reader.refuse(error.code === "ENOENT" ? "the file does not exist" : error.message),
  );
  return reader.read(text);
}

class TargetReader {
  readonly #file: string;
  readonly #operations: CatalogueOperation[];
  readonly #environment: NodeJS.ProcessEnv;
  readonly #isTokenNeeded: boolean;
  readonly #secrets: Secret[] = [];

  constructor(file: string, { operations, environment, isTokenNeeded }: ReadOptions) {
    this.#file = file;
    this.#operations = operations;
    this.#environment = environment;
    this.#isTokenNeeded = isTokenNeeded;
  }

  refuse(reason: string): never {
    throw new CannotRun(`--target ${this.#file} cannot be used: ${reason}.`);
  }

  read(text: string): TargetFile {
    const { url, token, scenarios, pace, accept } = this.#object("the file", this.#parse(text), [
      "url",
      "token",
      "scenarios",
      "pace",
      "accept",
    ]);
    const ownPace = pace === undefined ? undefined : readPace(String(pace));
    if (pace !== undefined && !ownPace)
      this.refuse(`pace is ${JSON.stringify(pace)}. Give requests and seconds, such as 100/10s`);

    return {
      ...(url !== undefined && { url: this.#text("url", url) }),
      ...(this.#isTokenNeeded && token !== undefined && { token: this.#secret("token", token, "CONTRACT_TOKEN") }),
      scenarios: this.#scenarios(scenarios ?? {}),
      ...(ownPace && { pace: ownPace }),
      accept: this.#list("accept", accept ?? []).map((one, index) => this.#acceptance(`accept[${index}]`, one)),
      secrets: this.#secrets,
    };
  }

  #parse(text: string): unknown {
    try {
      return parse(text) ?? {};
    } catch (error) {
      return this.refuse(String((error as Error).message.split("\n")[0]).replace(/[.:]+$/, ""));
    }
  }

  #scenarios(value: unknown): Map<string, Mapping> {
    const names = this.#operations.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
    const mappings = Object.entries(this.#object("scenarios", value, names));
    return new Map(mappings.map(([name, mapping]) => [name, this.#mapping(name, mapping ?? {})]));
  }

  #mapping(name: string, value: unknown): Mapping {
    const operation = this.#operations.find(({ scenarios }) => scenarios.some((one) => one.name === name));
    const parameters = (operation?.parameters ?? []).map((parameter) => parameter.name);
    const place = `scenarios.${name}`;
    const { token, body, ...values } = this.#object(place, value, [...parameters, "token", "body"]);
    const variable = `CONTRACT_TOKEN_${name.toUpperCase().replaceAll(/\W/g, "_")}`;
    const filled = Object.entries(values).map(([key, one]) => [key, this.#filled(`${place}.${key}`, one)]);
    return {
      values: Object.fromEntries(filled),
      ...(this.#isTokenNeeded && token !== undefined && { token: this.#secret(`${place}.token`, token, variable) }),
      ...(body !== undefined && { body }),
    };
  }

  #acceptance(place: string, value: unknown): Acceptance {
    const { check, operation, until, why } = this.#object(place, value, ["check", "operation", "until", "why"]);
    const name = this.#text(`${place}.check`, check);
    if (!checkNames.includes(name)) this.refuse(`${place}.check is "${name}". Valid: ${checkNames.join(", ")}`);
    const ids = this.#operations.map(({ operationId }) => operationId);
    if (operation !== undefined && !ids.includes(String(operation)))
      this.refuse(`${place}.operation is "${operation}". Valid: ${ids.join(", ")}`);
    const day = until instanceof Date ? until.toISOString().slice(0, 10) : String(until);
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
      this.refuse(`${place}.until is ${JSON.stringify(until) ?? "missing"}. Give the last day, such as 2027-01-31`);
    return {
      check: name,
      ...(operation !== undefined && { operation: String(operation) }),
      until: day,
      why: this.#text(`${place}.why`, why),
    };
  }

  #object(place: string, value: unknown, known: string[]): Json {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      this.refuse(`${place} is ${JSON.stringify(value)}. Give keys and values`);
    const unknown = Object.keys(asJson(value)).find((key) => !known.includes(key));
    if (unknown !== undefined) this.refuse(`${place} has an unknown key "${unknown}". Valid: ${known.join(", ")}`);
    return asJson(value);
  }

  #list(place: string, value: unknown): unknown[] {
    return Array.isArray(value) ? value : this.refuse(`${place} is ${JSON.stringify(value)}. Give a list`);
  }

  #text(place: string, value: unknown): string {
    if (typeof value !== "string" || value.trim() === "")
      this.refuse(`${place} is ${JSON.stringify(value) ?? "missing"}. Give a text`);
    return String(this.#filled(place, value));
  }

  /** Reads a credential, which no message may show. */
  #secret(place: string, value: unknown, variable: string): string {
    if (typeof value !== "string" && typeof value !== "number")
      this.refuse(`${place} is not a text. Give the credential, or $NAME to read it from the environment`);
    const [, name] = /^\$\{?(\w+)\}?$/.exec(String(value)) ?? [];
    const secret = String(this.#filled(place, value)).trim();
    if (secret === "") this.refuse(`${place} is empty. Give the credential`);
    this.#secrets.push({ value: secret, variable: name ?? variable });
    return secret;
  }

  /** Replaces `$NAME` by the environment variable of this name. */
  #filled(place: string, value: unknown): unknown {
    const [, name] = (typeof value === "string" && /^\$\{?(\w+)\}?$/.exec(value)) || [];
    if (name === undefined) return value;
    const found = this.#environment[name];
    return found ? found : this.refuse(`${place} is $${name}, but the environment variable ${name} is not set`);
  }
}
