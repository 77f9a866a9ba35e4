import { reasonWithoutClient, toClientLine } from "./client-line.ts";
import { defaultOrigin, toCurlLine } from "./curl-line.ts";
import type { Entry } from "./entry.ts";
import { type Html, html, prose } from "./html.ts";
import type { TitledOperation } from "./operation-section.ts";

/** A response with the requests that trigger it. */
export function renderEntry(operation: TitledOperation, entry: Entry): Html {
  const { anchor, name, summary, description, notes } = entry;
  const paragraphs = description === "" ? [] : description.split(/\n{2,}/);
  return html`<article id="${anchor}">
    <div>
      <h3>${renderBadge(entry)} ${name}</h3>
      ${summary === "" ? "" : html`<p class="summary">${summary}</p>`}
      ${paragraphs.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
      ${notes.map(({ label, text }) => html`<p class="note"><b class="label">${label}</b> ${prose(text)}</p>`)}
    </div>
    <dl>${renderTrigger(operation, entry)} ${renderLines(operation, entry)}</dl>
  </article>`;
}

export function renderBadge({ status, badge }: Entry): Html {
  const tone = /^\d/.test(badge) ? Math.floor(status / 100) : 0;
  return html`<span class="status s${tone}">${badge}</span>`;
}

function renderTrigger(operation: TitledOperation, entry: Entry): Html[] {
  const { values, missing } = entry.trigger;
  const pairs = Object.entries(values);
  if (missing) return [renderRemark("trigger", `a request without a ${missing}`)];
  if (pairs.length === 0) return [renderRemark("trigger", "any valid request")];
  return pairs.map(([label, value]) => {
    return html`<div class="trigger">
      <dt>${label}</dt>
      <dd><code>${value}</code>${renderCopyButton(operation, entry, label)}</dd>
    </div>`;
  });
}

function renderLines(operation: TitledOperation, entry: Entry): Html[] {
  const { request, clientRequest } = entry.trigger;
  const reason = reasonWithoutClient(operation, clientRequest);
  return [
    renderLine("curl", toCurlLine(request), renderCopyButton(operation, entry, "curl line")),
    reason === ""
      ? renderLine("client", toClientLine(operation, clientRequest), renderCopyButton(operation, entry, "client line"))
      : renderRemark("client", reason),
  ];
}

function renderLine(kind: "curl" | "client", [first = "", ...rest]: string[], button: Html): Html {
  const parts = [withOrigin(first), ...rest.map((part) => html`${part}`)];
  return html`<div class="${kind}">
    <dt>${kind}</dt>
    <dd><code>${parts.map((part) => html`<span>${part}</span>`)}</code>${button}</dd>
  </div>`;
}

function renderRemark(label: string, text: string): Html {
  return html`<div class="${label}">
    <dt>${label}</dt>
    <dd><em>${text}</em></dd>
  </div>`;
}

/** No other button of the page has the same name. */
function renderCopyButton({ title }: TitledOperation, { badge, name }: Entry, what: string): Html {
  return html`<button type="button" data-copy aria-label="Copy ${what} of ${badge} ${name}, ${title}">Copy</button>`;
}

function withOrigin(text: string): Html {
  const [before = "", ...after] = text.split(defaultOrigin);
  return html`${before}<b data-origin>${defaultOrigin}</b>${after.join(defaultOrigin)}`;
}
