/** What the page does in the browser. It writes only text, never HTML: URLs come from anybody. */
export const script = `
const find = (id) => document.getElementById(id);

for (const part of document.querySelectorAll("[data-origin]")) part.textContent = location.origin;

// A reader of the screen tells a text again only if it was gone in between.
function say(text) {
  find("said").textContent = "";
  setTimeout(() => (find("said").textContent = text), 50);
}

async function copy(button) {
  const code = button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    // Only https and this machine's own pages may write to the clipboard.
    getSelection().selectAllChildren(code);
    return say("Selected. Press Ctrl+C to copy.");
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 2000);
  say(button.getAttribute("aria-label").replace("Copy", "Copied"));
}

document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-copy]")) copy(target);
});

let asked = 0;
let shown;

async function ask(method) {
  const response = await fetch("/__mock/requests", { method }).catch(() => undefined);
  if (!response) throw new Error("The mock does not answer.");
  if (!response.ok) throw new Error((await response.json()).message);
  return response.text();
}

async function refresh() {
  const turn = ++asked;
  const text = await ask("GET").catch((error) => error);
  // A slow answer must not undo a newer one; an equal one must not undo a selection.
  if (turn !== asked || String(text) === shown) return;
  shown = String(text);
  const entries = text instanceof Error ? [] : JSON.parse(text);
  find("requests-note").textContent =
    text instanceof Error ? text.message : entries.length > 0 ? "" : "None yet. Run one of the lines above.";
  find("requests-list").replaceChildren(...entries.map(toItem));
}

function toItem({ time, method, url, status, scenario, reason }) {
  const item = document.createElement("li");
  const add = (tag, className, text) => {
    const part = document.createElement(tag);
    part.className = className;
    part.textContent = text;
    item.append(part, " ");
  };
  add("span", "status s" + Math.floor(status / 100), status || "no answer");
  add("code", "", method + " " + url);
  add("span", "scenario", scenario ?? "");
  add("span", "why", reason);
  add("time", "", new Date(time).toLocaleTimeString([], { hourCycle: "h23" }));
  return item;
}

find("refresh").addEventListener("click", async () => {
  await refresh();
  say("Refreshed");
});
find("clear").addEventListener("click", async () => {
  await ask("DELETE").catch(() => undefined);
  await refresh();
  say("Cleared");
});

const refreshIfVisible = () => document.visibilityState === "visible" && refresh();
document.addEventListener("visibilitychange", refreshIfVisible);
setInterval(refreshIfVisible, 2000);
refreshIfVisible();
`;
