import { type Html, html } from "@integrations-api/scenarios/page";

/** A sample, and what it printed. */
export function renderSample(code: string, output: string | undefined): Html {
  return html`<pre><code>${code}</code></pre>
    ${output === undefined ? "" : html`<pre class="output"><code>${output}</code></pre>`}`;
}
