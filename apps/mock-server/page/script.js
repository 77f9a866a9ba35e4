// Writes text only, never HTML: anyone can send a request with any URL.

/** @typedef {{ time: string, method: string, url: string, status: number, scenario?: string, reason: string }} LoggedRequest */

const announcement = find("announcement");
const note = find("requests-note");
const list = find("requests-list");
let latestTurn = 0;
let shown = "";

for (const part of document.querySelectorAll("[data-origin]")) part.textContent = location.origin;

document.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLButtonElement && target.matches("[data-copy]")) void copy(target);
});

find("refresh").addEventListener("click", async () => {
  await refresh();
  announce("Refreshed");
});
find("clear").addEventListener("click", async () => {
  await askForRequests("DELETE").catch(() => undefined);
  await refresh();
  announce("Cleared");
});

const refreshMs = 2000;
document.addEventListener("visibilitychange", refreshIfVisible);
setInterval(refreshIfVisible, refreshMs);
refreshIfVisible();

/** @param {string} id */
function find(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}

/**
 * Lets screen readers read a text. They repeat the same text only if it was gone in between.
 *
 * @param {string} text
 */
function announce(text) {
  announcement.textContent = "";
  setTimeout(() => (announcement.textContent = text), 50);
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const code = button.previousElementSibling;
  if (!code) return;
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    // Browsers allow it only on https and on this machine's own addresses.
    getSelection()?.selectAllChildren(code);
    announce("Selected. Press Ctrl+C to copy.");
    return;
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 2000);
  announce(String(button.getAttribute("aria-label")).replace("Copy", "Copied"));
}

/**
 * @param {"GET" | "DELETE"} method
 * @returns {Promise<string>}
 */
async function askForRequests(method) {
  const response = await fetch("/__mock/requests", { method }).catch(() => undefined);
  if (!response) throw new Error("The mock does not respond.");
  if (!response.ok) throw new Error((await response.json()).message);
  return response.text();
}

function refreshIfVisible() {
  if (document.visibilityState === "visible") void refresh();
}

async function refresh() {
  latestTurn += 1;
  const turn = latestTurn;
  /** @type {string | Error} */
  const found = await askForRequests("GET").catch((error) => error);
  // A slow response must not undo a newer one, and an equal one must not undo a selection.
  if (turn !== latestTurn || String(found) === shown) return;
  shown = String(found);

  /** @type {LoggedRequest[]} */
  const requests = found instanceof Error ? [] : JSON.parse(found);
  const empty = requests.length > 0 ? "" : "None yet. Run one of the lines above.";
  note.textContent = found instanceof Error ? found.message : empty;
  list.replaceChildren(...requests.map(toItem));
}

/** @param {LoggedRequest} request */
function toItem({ time, method, url, status, scenario, reason }) {
  const item = document.createElement("li");
  item.append(
    toPart("span", `status s${Math.floor(status / 100)}`, status === 0 ? "no response" : String(status)),
    toPart("code", "", `${method} ${url}`),
    toPart("span", "scenario", scenario ?? ""),
    toPart("span", "reason", reason),
    toPart("time", "", new Date(time).toLocaleTimeString([], { hourCycle: "h23" })),
  );
  return item;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} text
 */
function toPart(tag, className, text) {
  const part = document.createElement(tag);
  part.className = className;
  part.textContent = text;
  return part;
}
