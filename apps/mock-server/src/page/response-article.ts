import {
  defaultOrigin,
  type Html,
  html,
  prose,
  reasonWithoutClient,
  type ShownResponse,
  type TitledOperation,
  toClientLine,
  toCurlLine,
} from "@integrations-api/scenarios/page";

/** A response with the requests that trigger it. */
export function renderResponse(operation: TitledOperation, response: ShownResponse): Html {
  const { anchor, name, summary, description, notes } = response;
  const paragraphs = description === "" ? [] : description.split(/\n{2,}/);
  return html`<article id="${anchor}">
    <div>
      <h3>${renderBadge(response)} ${name}</h3>
      ${summary === "" ? "" : html`<p class="summary">${summary}</p>`}
      ${paragraphs.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
      ${notes.map(({ label, text }) => html`<p class="note"><b class="label">${label}</b> ${prose(text)}</p>`)}
    </div>
    <dl>${renderTrigger(operation, response)} ${renderLines(operation, response)}</dl>
  </article>`;
}

export function renderBadge({ status, badge }: ShownResponse): Html {
  const tone = /^\d/.test(badge) ? Math.floor(status / 100) : 0;
  return html`<span class="status s${tone}">${badge}</span>`;
}

function renderTrigger(operation: TitledOperation, response: ShownResponse): Html[] {
  const { values, missing } = response.trigger;
  const pairs = Object.entries(values);
  if (missing) return [renderRemark("trigger", `a request without a ${missing}`)];
  if (pairs.length === 0) return [renderRemark("trigger", "any valid request")];
  return pairs.map(([label, value]) => {
    return html`<div>
      <dt>${label}</dt>
      <dd><code>${value}</code>${renderCopyButton(operation, response, label)}</dd>
    </div>`;
  });
}

function renderLines(operation: TitledOperation, response: ShownResponse): Html[] {
  const { request, clientRequest } = response.trigger;
  const reason = reasonWithoutClient(operation, clientRequest);
  return [
    renderLine("curl", toCurlLine(request), renderCopyButton(operation, response, "curl line")),
    reason === ""
      ? renderLine(
          "client",
          toClientLine(operation, clientRequest),
          renderCopyButton(operation, response, "client line"),
        )
      : renderRemark("client", reason),
  ];
}

function renderLine(kind: "curl" | "client", [first = "", ...rest]: string[], button: Html): Html {
  const parts = [withOrigin(first), ...rest.map((part) => html`${part}`)];
  return html`<div>
    <dt>${kind}</dt>
    <dd><code>${parts.map((part) => html`<span>${part}</span>`)}</code>${button}</dd>
  </div>`;
}

function renderRemark(label: string, text: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd><em>${text}</em></dd>
  </div>`;
}

/** No other button of the page has the same name. */
function renderCopyButton({ title }: TitledOperation, { badge, name }: ShownResponse, what: string): Html {
  return html`<button type="button" data-copy aria-label="Copy ${what} of ${badge} ${name}, ${title}">Copy</button>`;
}

function withOrigin(text: string): Html {
  const [before = "", ...after] = text.split(defaultOrigin);
  return html`${before}<b data-origin>${defaultOrigin}</b>${after.join(defaultOrigin)}`;
}
