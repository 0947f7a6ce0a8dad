/**
 * The look of the sign-in pages, the panel's own: ink on paper, lamplight in the dark, one warm
 * accent. One constant, because the content security policy allows exactly this style by its hash.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #f6f1e6; --sheet: #fcf9f2; --ink: #211e19; --muted: #675f51; --line: #d8cdb8;
  --accent: #a5440c; --stone: #fcf9f2; --gate: #211e19; --window: #e3a32f; --water: #8aa3ad;
  --left: #7b3f73; --right: #1d6b57;
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", Georgia,
    "Liberation Serif", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #181a1c; --sheet: #212427; --ink: #ece5d6; --muted: #a79f8f; --line: #3b3f43;
    --accent: #f0b35a; --stone: #2b2f33; --gate: #0c0d0e; --window: #f7c25f; --water: #4c626d;
    --left: #d19fca; --right: #7cc4ae;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1.25rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main { width: 100%; max-width: 30rem; }
.mark {
  display: block; width: 15rem; max-width: 70%; height: auto; margin: 0 auto 1.5rem;
  fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round;
}
.stone { fill: var(--stone); }
.gate { fill: var(--gate); }
.window { fill: var(--window); stroke-width: 2; }
.water { stroke: var(--water); stroke-width: 2; }
.chain { stroke-width: 1.5; }
.left { fill: var(--left); stroke: var(--left); }
.right { fill: var(--right); stroke: var(--right); }
h1 {
  margin: 0 0 .375rem; text-align: center; text-wrap: balance; overflow-wrap: anywhere;
  font: 600 1.75rem/1.2 var(--serif); letter-spacing: -.01em;
}
p { margin: 0; }
.who { margin: 0 auto 1.75rem; max-width: 26rem; text-align: center; color: var(--muted); text-wrap: balance; }
.who strong, .note strong { color: var(--ink); font-weight: 600; }
.ask { padding: 1.25rem 1.25rem 1.375rem; text-align: center; background: var(--sheet);
  border: 1px solid var(--line); border-radius: .75rem; }
.number {
  display: block; margin: .25rem 0 .625rem; padding-left: .2em; color: var(--accent);
  font: 600 3.75rem/1.1 var(--serif); font-variant-numeric: lining-nums tabular-nums;
  letter-spacing: .2em;
}
.how { color: var(--muted); font-size: .9375rem; text-wrap: balance; }
code {
  display: inline-block; margin-top: .5rem; padding: .3em .7em; border-radius: .375rem;
  background: var(--paper); border: 1px solid var(--line); overflow-wrap: anywhere;
  font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
h2 { margin: 1.75rem 0 .25rem; font: 600 1.125rem/1.3 var(--serif); }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .45rem 0; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
.note { margin-top: 1.125rem; color: var(--muted); font-size: .9375rem; overflow-wrap: anywhere; }
.warning { margin-top: 1.125rem; padding-left: .875rem; border-left: 3px solid var(--accent);
  font-size: .9375rem; }
.foot { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center;
  justify-content: space-between; margin-top: 1.625rem; color: var(--muted); font-size: .9375rem; }
form { margin: 0; }
button {
  font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--line);
  border-radius: .5rem; padding: .5rem 1.25rem; cursor: pointer;
}
button:hover { border-color: var(--muted); }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
button.go, a.go { color: var(--sheet); background: var(--ink); border-color: var(--ink); }
a.go { display: inline-block; border-radius: .5rem; padding: .5rem 1.25rem; text-decoration: none; }
a { color: inherit; }
.there { display: grid; gap: .625rem; margin: 1.375rem 0 1.5rem; }
.there .warning { margin-top: .375rem; }
.warning + .ask { margin-top: 1.375rem; }
fieldset.ask { margin: 0; text-align: left; }
input[type=radio] { accent-color: var(--accent); margin-right: .375rem; }
legend { padding: 0 .375rem; color: var(--muted); font-size: .9375rem; }
label { display: block; padding: .3rem 0; overflow-wrap: anywhere; }
.next { padding: 1.125rem 1.25rem; background: var(--sheet); border: 1px solid var(--line);
  border-radius: .75rem; }
.next code { display: inline; margin: 0; padding: .1em .35em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
.code { margin-top: 1.25rem; text-align: center; color: var(--muted); font-size: .8125rem; }
@media (max-width: 30rem) {
  h1 { font-size: 1.5rem; }
  .number { font-size: 3.25rem; }
  .foot { flex-direction: column; align-items: stretch; text-align: center; }
  button { width: 100%; }
}
`
