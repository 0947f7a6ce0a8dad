/** The few pages the control listener writes itself: before the panel is there, or allowed. */
import { createHash } from 'node:crypto'

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f2e9;color:#23201b;
font:1.125rem/1.6 ui-serif,"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif}
main{max-width:34rem;padding:2rem}h1{font-size:2rem;line-height:1.2;font-weight:500;margin:0 0 1rem}
p{margin:0 0 1rem}a{color:inherit}code{font:0.95em ui-monospace,Menlo,Consolas,monospace}
@media(prefers-color-scheme:dark){body{background:#1b1d1f;color:#e9e2d3}}`

/**
 * Keeps the page secret where only this address, port included, can read it (renderer/page-secret.ts
 * reads it there). localStorage, so that a second tab and a reload work.
 */
const keepSecret = `localStorage.setItem('drawbridge-panel',document.currentScript.dataset.secret)`

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** These pages load nothing; their one style sheet and their one script are allowed by their hash. */
export const pagePolicy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(keepSecret)}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/**
 * Carries the browser from the launch link to the panel. Not a redirect: after a link on another
 * site, a SameSite=Strict cookie is not sent along a redirect, but it is when this page moves on.
 * The secret is there once only, for the browser that used the link up. `go`: the place in the panel,
 * as it stands after the `#`; a browser loses what stands there in the link itself.
 */
export const enterPage = (secret: string | undefined, go: string | null): string => {
  const panel = go !== null && place.test(go) ? `/#${go}` : '/'
  return page(
    'Opening Drawbridge',
    `<p>Opening the panel… <a href="${panel}">Go on</a> if nothing happens.</p>`,
    `${secret === undefined ? '' : `<script data-secret="${secret}">${keepSecret}</script>`}<meta http-equiv="refresh" content="0;url=${panel}">`,
  )
}

/** A view and what may follow it (renderer/navigation.ts): nothing that means something in HTML. */
const place = /^[a-z]{1,20}(?:\/[\w.~%-]{1,80}){0,3}$/

export const signedOutPage = page(
  'Open a fresh link',
  `<p>This browser is not signed in to the panel, or the bridge was restarted since it was.</p>
<p>Run <code>drawbridge panel</code> in a terminal and open the link it prints.
Each link works once, for a few minutes.</p>
<p><a href="/">Try again</a></p>`,
)

export const usedLinkPage = page(
  'This link has been used or has expired',
  `<p>A launch link opens the panel once, for a few minutes.</p>
<p>Run <code>drawbridge panel</code> in a terminal and open the link it prints. If the panel is already
open in this browser, <a href="/">go to the panel</a>.</p>`,
)

export const notBuiltPage = page(
  'The panel has not been built',
  `<p>The bridge itself is running; only its panel is missing.</p>
<p>Build it with <code>npm run build</code>, then start the bridge again. Until then the
<code>drawbridge</code> command line does everything the panel does.</p>`,
)

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · Drawbridge</title>${head}<style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`
}
