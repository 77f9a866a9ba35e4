import type { FormRequest } from "../pages/testing-page.ts";
import { toLines } from "../samples/to-lines.ts";

const isOnThisMachine = ["127.0.0.1", "localhost"].includes(location.hostname);
if (isOnThisMachine) void addForm();

/** Adds the form, and to each sample a button that fills it in and sends it. */
async function addForm(): Promise<void> {
  const { url } = await (await fetch("../mock.json")).json();
  const form = document.createElement("form");
  const origin = field("Mock", "input", url);
  const request = field("Request", "input", "");
  const headers = field("Headers, one per line", "textarea", "");
  const body = field("Body", "textarea", "");
  const output = document.createElement("pre");
  output.setAttribute("role", "status");
  form.append(element("h2", "Try it"), origin.label, request.label, headers.label, body.label, button("Send"), output);
  document.querySelector("#try")!.append(form);

  const fill = ({ method, path, headers: lines, body: text = "" }: FormRequest): void => {
    request.input.value = `${method} ${path}`;
    headers.input.value = Object.entries(lines)
      .map((pair) => pair.join(": "))
      .join("\n");
    body.input.value = text;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const read = { origin, request, headers, body };
    output.textContent = "Waiting …";
    void send(read).then((text) => (output.textContent = text));
  });
  const samples = [...document.querySelectorAll<HTMLElement>("[data-request]")];
  for (const sample of samples) {
    const tryIt = button("Try it");
    tryIt.type = "button";
    tryIt.addEventListener("click", () => {
      fill(JSON.parse(sample.dataset["request"]!));
      form.scrollIntoView();
      form.requestSubmit();
    });
    sample.append(tryIt);
  }
  if (samples[0]) fill(JSON.parse(samples[0].dataset["request"]!));
}

interface Field {
  label: HTMLLabelElement;
  input: HTMLInputElement | HTMLTextAreaElement;
}

/** Sends what is in the form. Resolves to the response as text, or to the reason why there is none. */
async function send(form: Record<"origin" | "request" | "headers" | "body", Field>): Promise<string> {
  const [method = "GET", path = "/"] = form.request.input.value.trim().split(/\s+/);
  const lines = form.headers.input.value.split("\n").filter((line) => line.includes(":"));
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const { value: body } = form.body.input;
  try {
    const response = await fetch(new URL(path, form.origin.input.value), {
      method,
      headers,
      ...(body !== "" && { body }),
    });
    const head = [`${response.status} ${response.statusText}`, ...[...response.headers].map((pair) => pair.join(": "))];
    return `${head.join("\n")}\n\n${toLines(await response.text())}`;
  } catch (error) {
    return `No response: ${String(error)}. Check the request, and that the mock is running at ${form.origin.input.value}.`;
  }
}

function field(name: string, kind: "input" | "textarea", value: string): Field {
  const label = document.createElement("label");
  const input = document.createElement(kind);
  input.value = value;
  input.spellcheck = false;
  label.append(name, input);
  return { label, input };
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = text;
  return made;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
