import { declaredHeaders } from "../contract/declared-headers.ts";
import { declaredResponses, isError } from "../contract/declared-responses.ts";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";

/** A template has no colon, so whatever has one is meant as a mark. */
const mark = /\{\{([^{}]*:[^{}]*)\}\}/g;

/** What a mark leads to. */
interface Target {
  href: string;
  /** What the contract says about it. */
  description: string;
}

/** Replaces the marks of a guide by links to the contract, or by what the contract says. Throws if one is unknown. */
export function resolveMarks(reference: Reference, text: string, file: string): string {
  return text.replaceAll(mark, (whole, inside: string) => {
    const [, quote, kind = "", name = ""] = /^(quote:)?(\w+):(.+)$/.exec(inside) ?? [];
    if (!Object.hasOwn(finders, kind)) throw new Error(`${file}: ${whole} is not a mark. ${usage}`);
    const target = finders[kind]!(reference, name);
    if (!target) throw unknownMark(file, whole, `${kind} called "${name}"`);
    return quote ? target.description.trim() : `[\`${name}\`](${target.href})`;
  });
}

/** The error for a mark that names what the contract does not have. */
export function unknownMark(file: string, mark: string, what: string): Error {
  return new Error(`${file}: the contract has no ${what}. Correct ${mark}.`);
}

const usage =
  "Write {{KIND:NAME}} or {{quote:KIND:NAME}} with the kind schema, field, error, header or scenario, or {{diagram:NAME}} alone on a line.";

const finders: Record<string, (reference: Reference, name: string) => Target | undefined> = {
  schema({ sections }, name) {
    const section = sections.find((one) => one.name === name);
    return section && { href: `../index.html#${name}`, description: section.description };
  },
  field({ sections }, name) {
    const field = sections.flatMap(({ fields }) => fields).find(({ anchor }) => anchor === name);
    return field && { href: `../index.html#${name}`, description: field.description };
  },
  error({ document, catalogue }, status) {
    const declared = catalogue.operations.flatMap((one) => declaredResponses(document, one));
    const error = declared.find((one) => one.status === status && isError(status));
    const description = String(error?.response["description"] ?? "");
    return error && { href: `../errors/index.html#${status}`, description };
  },
  header({ document, catalogue }, name) {
    const header = catalogue.operations
      .flatMap((one) => declaredHeaders(document, one))
      .find((one) => one.name === name);
    return (
      header && { href: `../index.html#${header.anchor}`, description: header.description.replaceAll(/\s+/g, " ") }
    );
  },
  scenario({ catalogue }, name) {
    const scenario = catalogue.operations.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name);
    return scenario && { href: `../testing/index.html#${toAnchor(name)}`, description: scenario.summary };
  },
};
