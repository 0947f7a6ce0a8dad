/**
 * The look of the sign-in pages: ink on paper, lamplight in the dark, one warm accent. One constant,
 * because the content security policy allows exactly this style by its hash and nothing else.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #f6f2ea; --raised: #fdfbf6; --ink: #23211d; --soft: #69635a; --line: #ddd5c6;
  --accent: #b4531f; --accent-ink: #fff8f1; --water: #b9c4c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191817; --raised: #211f1d; --ink: #ece5d8; --soft: #a39a8b; --line: #38342f;
    --accent: #e8a45c; --accent-ink: #221507; --water: #3d4a4c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1.25rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main { width: 100%; max-width: 31rem; }
svg.mark { display: block; width: 9rem; height: auto; margin: 0 auto 1.75rem; }
.stone { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.solid { fill: var(--ink); }
.span { fill: none; stroke: var(--accent); stroke-width: 3; stroke-linecap: round; }
.chain { fill: none; stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 2.5; }
.water { fill: none; stroke: var(--water); stroke-width: 1.5; stroke-linecap: round; }
h1 {
  margin: 0 0 .5rem; text-align: center; text-wrap: balance; overflow-wrap: anywhere;
  font: 600 1.75rem/1.2 ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
  letter-spacing: -.01em;
}
.who { margin: 0 auto 1.75rem; max-width: 26rem; text-align: center; color: var(--soft); text-wrap: balance; }
.who strong { color: var(--ink); font-weight: 600; }
.ask { padding: 1.5rem 1.5rem 1.25rem; text-align: center; background: var(--raised);
  border: 1px solid var(--line); border-radius: .875rem; }
.ask p { margin: 0; }
.label { font-size: .9375rem; color: var(--soft); }
.number {
  display: block; margin: .375rem 0 .75rem; padding-left: .22em; color: var(--accent);
  font: 600 3.5rem/1.1 ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
  font-variant-numeric: lining-nums tabular-nums; letter-spacing: .22em;
}
code {
  font: .875em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
  padding: .15em .4em; border-radius: .3em; background: var(--paper); border: 1px solid var(--line);
  overflow-wrap: anywhere;
}
.ask .how { font-size: .9375rem; }
.ask .command { margin-top: .5rem; font-size: .9375rem; }
h2 { margin: 1.75rem 0 .375rem; font-size: 1rem; font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .4rem 0 .4rem 1.375rem; position: relative; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
li::before { content: ""; position: absolute; left: .2rem; top: 1em; width: .4rem; height: .4rem;
  border-radius: 50%; background: var(--ink); opacity: .35; }
.note { margin: 1.25rem 0 0; color: var(--soft); font-size: .9375rem; overflow-wrap: anywhere; }
.warning { margin: 1.25rem 0 0; padding: .75rem 1rem; border-left: 3px solid var(--accent);
  background: var(--raised); font-size: .9375rem; border-radius: 0 .5rem .5rem 0; }
.foot { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center;
  justify-content: space-between; margin-top: 1.75rem; padding-top: 1.25rem;
  border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
.foot p { margin: 0; }
form { margin: 0; }
button {
  font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--line);
  border-radius: .5rem; padding: .5rem 1.125rem; cursor: pointer;
}
button:hover { border-color: var(--soft); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.next { margin: 0; padding: 1.25rem 1.5rem; background: var(--raised); border: 1px solid var(--line);
  border-radius: .875rem; }
.code { margin: 1.5rem 0 0; text-align: center; color: var(--soft); font-size: .8125rem; }
@media (max-width: 30rem) {
  h1 { font-size: 1.5rem; }
  .number { font-size: 3rem; }
  .ask { padding: 1.25rem 1rem 1rem; }
  .foot { flex-direction: column; align-items: stretch; text-align: center; }
  .foot button { width: 100%; }
}
`
