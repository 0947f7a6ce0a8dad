/**
 * `/open#talks/t12`: what a link from another site opens (the card in the chat, a note somebody keeps).
 * After such a link the browser leaves a SameSite=Strict cookie out, so the panel itself would take its
 * owner for a stranger; it sends it when this page moves on. It holds nothing, needs no sign-in, and goes
 * to a few places only, none of which does anything by being looked at.
 */
import { createHash } from 'node:crypto'

const goOn = `const to=/^#(talks|conversation)\\/t\\d{1,15}$/.test(location.hash)?location.hash:'';location.replace('/'+to)`

export const openPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Drawbridge</title></head>
<body><script>${goOn}</script><noscript><a href="/">Open Drawbridge</a></noscript></body></html>
`

export const openPolicy = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(goOn).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`
