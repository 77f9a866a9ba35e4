import { explain, type Explanation, type SchemaName } from "@integrations-api/explain";

const body = document.querySelector<HTMLTextAreaElement>("#body")!;
const schema = document.querySelector<HTMLSelectElement>("#schema")!;
const result = document.querySelector("#result")!;
const violations = document.querySelector("#violations")!;
const values = document.querySelector<HTMLTableElement>("#values")!;

document.querySelector("#form")!.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});

function show(): void {
  violations.replaceChildren();
  values.tBodies[0]!.replaceChildren();
  values.hidden = true;
  const parsed = parse(body.value);
  if (parsed === undefined) {
    // The parser's own message would quote the text, which may contain secrets.
    result.textContent = "This is not JSON. Paste a whole response body.";
    return;
  }
  const explained = explain(parsed.value, { schema: schema.value as SchemaName });
  const broken = explained.filter(({ violation }) => violation);
  result.textContent = `${explained.length} values, ${broken.length} of them break the contract.`;
  violations.append(...broken.map(toViolation));
  values.tBodies[0]!.append(...explained.map((one) => toRow(one, valueAt(parsed.value, one.pointer))));
  values.hidden = false;
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function toViolation({ pointer, violation }: Explanation): Element {
  return element("li", [element("code", [pointer || "the body"]), ` ${violation!.message}`]);
}

function toRow(one: Explanation, value: unknown): Element {
  const { pointer, meaning, anchor, isSecret, isTemplate, isUnknown, isMissing, violation } = one;
  const marks = Object.entries({ secret: isSecret, template: isTemplate, unknown: isUnknown, missing: isMissing });
  const name = element("code", [pointer || "the body"]);
  return element("tr", [
    element("td", [
      anchor === undefined ? name : link(`../index.html#${anchor}`, name),
      element("br", []),
      element("code", [shown(one, value)]),
    ]),
    element("td", [
      meaning ?? "",
      ...marks.filter(([, isMarked]) => isMarked).map(([mark]) => element("span", [mark], "mark")),
      ...(violation ? [element("p", [violation.message], "broken")] : []),
    ]),
  ]);
}

/** A value that may be secret is not shown: neither a secret nor anything that the contract does not declare like that. */
function shown({ isSecret, isUnknown, isMissing, violation }: Explanation, value: unknown): string {
  if (isMissing) return "";
  if (isSecret || isUnknown || violation?.rule === "type") return "•••";
  if (Array.isArray(value)) return `list of ${value.length}`;
  return typeof value === "object" && value !== null ? "object" : JSON.stringify(value);
}

function valueAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    value,
  );
}

function link(href: string, content: Node): Element {
  const made = element("a", [content]);
  made.setAttribute("href", href);
  return made;
}

function element(name: string, content: (Node | string)[], className?: string): Element {
  const made = document.createElement(name);
  made.append(...content);
  if (className !== undefined) made.className = className;
  return made;
}
