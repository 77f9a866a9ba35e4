import { type Html, html } from "@integrations-api/scenarios/page";
import type { Tree } from "../contract/read-tree.ts";

/** Pixels, at which the longest label of our contract fits on a phone. */
const row = { height: 20, indent: 20, text: 13, width: 480 };

/** A node with its place: how many rows are above it, and how many nodes it is in. */
interface Placed extends Tree {
  above: number;
  depth: number;
  /** The row of the node that it is in. */
  parent: number;
}

/** Draws a tree. What it shows is also its description, so it can be read aloud. */
export function renderDiagram(tree: Tree): Html {
  const nodes = place(tree);
  const height = nodes.length * row.height;
  return html`<svg
    role="img"
    aria-label="${describe(tree)}"
    width="${row.width}"
    viewBox="0 0 ${row.width} ${height}"
    font-size="${row.text}"
    fill="currentColor"
  >
    <g opacity=".5" fill="none" stroke="currentColor">${nodes.slice(1).map(renderLine)}</g>
    ${nodes.map(renderLabel)}
  </svg>`;
}

function place(tree: Tree, nodes: Placed[] = [], depth = 0, parent = 0): Placed[] {
  const above = nodes.length;
  nodes.push({ ...tree, above, depth, parent });
  for (const child of tree.children) place(child, nodes, depth + 1, above);
  return nodes;
}

/** From below the start of the node above to the label. */
function renderLine({ above, depth, parent }: Placed): Html {
  const [x, y] = [depth * row.indent, above * row.height + row.height / 2];
  return html`<path d="M${x - row.indent + 8} ${(parent + 1) * row.height - 2}V${y}H${x}" />`;
}

function renderLabel({ key, name, above, depth }: Placed): Html {
  const [x, y] = [depth * row.indent + 4, above * row.height + row.height / 2 + 4];
  return html`<text x="${x}" y="${y}">${key} <tspan font-weight="bold">${name}</tspan></text>`;
}

function describe({ key, name, children }: Tree): string {
  const own = key === "" ? name : `${key}: ${name}`;
  return children.length === 0 ? own : `${own} (${children.map(describe).join(", ")})`;
}
