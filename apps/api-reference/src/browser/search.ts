import type { Entry } from "../pages/search-index.ts";

declare global {
  /** Set by `search-index.js`. */
  var searchIndex: Entry[] | undefined;
}

const most = 12;
const place = document.querySelector<HTMLElement>("#search")!;
const root = place.dataset["root"] ?? "";
const input = document.createElement("input");
const results = document.createElement("ul");
const status = document.createElement("p");
const form = document.createElement("form");

input.type = "search";
input.placeholder = "Search fields, errors, scenarios";
input.setAttribute("aria-label", "Search");
input.autocomplete = "off";
status.setAttribute("role", "status");
form.setAttribute("role", "search");
form.append(input, status, results);
place.append(form);

input.addEventListener("focus", loadIndex, { once: true });
input.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});

/** Loads the index when it is needed, by a script, because pages that are opened from the disk cannot fetch. */
function loadIndex(): void {
  const script = document.createElement("script");
  script.src = `${root}search-index.js`;
  script.addEventListener("load", show);
  document.head.append(script);
}

function show(): void {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [] : (globalThis.searchIndex ?? []).filter((entry) => rank(entry, words) > 0);
  const best = found.toSorted((one, other) => rank(other, words) - rank(one, words)).slice(0, most);
  results.replaceChildren(...best.map(toItem));
  status.textContent = words.length === 0 ? "" : `${found.length} found`;
}

/** How well an entry fits: not at all if a word is in neither its title nor its text. */
function rank([title, , text]: Entry, words: string[]): number {
  const name = title.toLowerCase();
  const ranks = words.map((word): number => {
    if (name === word || name.endsWith(`.${word}`)) return 4;
    if (name.includes(word)) return 2;
    return text.toLowerCase().includes(word) ? 1 : 0;
  });
  return ranks.includes(0) ? 0 : ranks.reduce((sum, one) => sum + one, 0);
}

function toItem([title, href, text]: Entry): Element {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + href;
  link.textContent = title;
  item.append(link, ` ${text}`);
  return item;
}
