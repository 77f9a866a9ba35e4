import { asJson, follow, operationIn } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";

const mark = /\{\{(?:(quote):)?(field|schema|error|scenario):([^}]+)\}\}/g;

/** What a mark leads to. */
interface Target {
  href: string;
  /** What the contract says about it. */
  description: string;
}

/** Replaces the marks of a guide by links to the contract, or by what the contract says. Throws if one is unknown. */
export function resolveMarks(reference: Reference, text: string, file: string): string {
  return text.replaceAll(mark, (whole, quote: string | undefined, kind: string, name: string) => {
    const target = finders[kind]!(reference, name);
    if (!target) throw unknownMark(file, whole, `${kind} called "${name}"`);
    return quote ? target.description.trim() : `[\`${name}\`](${target.href})`;
  });
}

/** The error for a mark that names what the contract does not have. */
export function unknownMark(file: string, mark: string, what: string): Error {
  return new Error(`${file}: the contract has no ${what}. Correct ${mark}.`);
}

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
    const responses = catalogue.operations.flatMap(
      (one) => asJson(operationIn(document, one)["responses"])[status] ?? [],
    );
    if (responses.length === 0) return undefined;
    const { description } = follow(document, responses[0]);
    return { href: `../errors/index.html#${status}`, description: String(description ?? "") };
  },
  scenario({ catalogue }, name) {
    const scenario = catalogue.operations.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name);
    return scenario && { href: `../testing/index.html#${toAnchor(name)}`, description: scenario.summary };
  },
};
