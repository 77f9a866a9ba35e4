/** How the page looks: light or dark as the reader's system is. Texts keep a contrast of 4.5 : 1. */
export const style = `
:root {
  color-scheme: light dark;
  --back: #fff; --text: #1b2430; --quiet: #55606e; --line: #dfe4ea; --code: #f3f5f8; --link: #0a58a8;
  --good: #0a6238; --good-back: #def3e7; --bad: #8a4b00; --bad-back: #fcefd8;
  --worse: #a3232b; --worse-back: #fde6e6; --none: #5b3a99; --none-back: #eee7fb;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #11161d; --text: #e3e8ee; --quiet: #a1acb9; --line: #2a323d; --code: #1a212b; --link: #80bbff;
    --good: #7fdba8; --good-back: #12301f; --bad: #f3c27a; --bad-back: #38270d;
    --worse: #ff9c9c; --worse-back: #3d191c; --none: #c9b2ff; --none-back: #2a2144;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body {
  max-width: 80rem; margin: 0 auto; padding: 3rem 1.5rem 6rem; overflow-wrap: anywhere;
  background: var(--back); color: var(--text); font: 1rem/1.55 system-ui, sans-serif;
}
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { font-size: 1.5rem; line-height: 1.3; letter-spacing: -0.01em; }
h3 { font-size: 1rem; line-height: 1.5; }
a { color: var(--link); text-underline-offset: 0.2em; }
code { font: 0.8125rem/1.6 var(--mono); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

header { max-width: 48rem; }
header > ul { margin: 1.25rem 0; padding-left: 1.1rem; color: var(--quiet); }
header code { color: var(--text); }
.lead { margin-top: 0.75rem; font-size: 1.125rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; padding: 0; list-style: none; }
section { margin-top: 3.5rem; }
.route { margin: 0.35rem 0 0.75rem; color: var(--quiet); }
.route code { color: var(--text); font-size: 1rem; }
section > p:not(.route) { color: var(--quiet); }

.index { margin: 1.25rem 0 2rem; gap: 0.5rem; }
.index a {
  display: block; padding: 0.15rem 0.6rem 0.15rem 0.2rem; border: 1px solid var(--line); border-radius: 0.4rem;
  color: inherit; font-size: 0.875rem; text-decoration: none;
}
.index a:hover { border-color: currentColor; }

.status {
  display: inline-block; padding: 0 0.45em; border-radius: 0.3rem; white-space: nowrap;
  font: 600 0.8125rem/1.6 var(--mono); color: var(--good); background: var(--good-back);
}
.s3, .s4 { color: var(--bad); background: var(--bad-back); }
.s5 { color: var(--worse); background: var(--worse-back); }
.s0 { color: var(--none); background: var(--none-back); }

article {
  display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 1rem 2.5rem;
  padding: 1.5rem 0; border-top: 1px solid var(--line);
}
article:target h3 { color: var(--link); }
article p { margin-top: 0.35rem; font-size: 0.9375rem; color: var(--quiet); }
article .summary { color: var(--text); font-weight: 500; }
article .twist { color: var(--none); }
dl { display: grid; grid-template-columns: minmax(3.25rem, max-content) minmax(0, 1fr); gap: 0.5rem 0.75rem; align-content: start; }
dl > div { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; }
dt { padding: 0.3rem 0; font-size: 0.875rem; color: var(--quiet); }
dd { display: flex; justify-content: space-between; align-items: start; border-radius: 0.4rem; background: var(--code); }
dd code { padding: 0.3rem 0.75rem; white-space: pre-wrap; }
dd code span { display: inline-block; }
dd b { font-weight: inherit; }
dd em { padding: 0.3rem 0.75rem; font-size: 0.875rem; font-style: normal; }

button {
  flex: none; min-width: 4.75rem; padding: 0.3rem 0.75rem; border: 0; border-radius: 0.4rem; cursor: pointer;
  background: none; color: var(--link); font: 500 0.8125rem/1.6 system-ui, sans-serif;
}
button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
.bar { display: flex; align-items: baseline; gap: 0.5rem; margin-bottom: 0.75rem; }
.bar h2 { margin-right: auto; }
.bar button { border: 1px solid var(--line); }
#requests-list { padding: 0; list-style: none; }
#requests-list li {
  display: grid; gap: 0.25rem 1rem;
  grid-template-columns: 6rem minmax(0, 11fr) minmax(0, 5fr) minmax(0, 8fr) 4.5rem;
  align-items: baseline; padding: 0.5rem 0; border-top: 1px solid var(--line); font-size: 0.875rem;
}
#requests-list .status { justify-self: start; }
.why, time { color: var(--quiet); }
time { text-align: right; font-variant-numeric: tabular-nums; }

.skip, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { width: auto; height: auto; clip-path: none; top: 0.75rem; }
@media (max-width: 56rem) {
  body { padding: 2rem 1rem 4rem; }
  article { grid-template-columns: minmax(0, 1fr); }
  dl, dl > div { grid-template-columns: minmax(0, 1fr) auto; }
  dl > div { gap: 0; }
  dd { display: contents; }
  dd code { grid-area: 2 / 1 / 3 / 3; border-radius: 0.4rem; background: var(--code); }
  dd button { grid-area: 1 / 2; }
  #requests-list li { grid-template-columns: minmax(0, 1fr) auto; }
  #requests-list li > :not(.status, time) { grid-column: 1 / -1; }
  #requests-list li > time { grid-area: 1 / 2; }
  .scenario:empty { display: none; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (scripting: none) { button { display: none; } }
`;
