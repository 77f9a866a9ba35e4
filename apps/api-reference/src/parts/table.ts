import { type Html, html } from "@integrations-api/scenarios/page";

/** Renders a table with a heading for each column. A cell is text or HTML. */
export function renderTable(headings: string[], rows: (string | Html)[][]): Html {
  return html`<table>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
