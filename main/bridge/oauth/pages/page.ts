/** The frame of every sign-in page and the headers it is sent with. No script, no frame, no cache. */
import { hash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { noteAnswer } from '../../base/answered.ts'
import type { BridgeError } from '../../base/errors.ts'
import { markup, type Html } from './html.ts'
import { pageMark } from './page-mark.ts'
import { pageStyle } from './page-style.ts'

export interface Page {
  title: string
  body: Html
  /** Ask again after this many seconds, without any script. */
  refresh?: { seconds: number; path: string }
  /** The error it shows. */
  refusal?: BridgeError
}

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', pageStyle, 'base64')}'`,
  // Chromium applies this to redirects after a form too: forms here never lead to the client.
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const pageHeaders: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
}

export function sendPage(res: ServerResponse, status: number, page: Page): void {
  const text = renderPage(page)
  if (page.refusal) noteAnswer(res, { refusal: page.refusal })
  res.writeHead(status, { ...pageHeaders, 'content-length': Buffer.byteLength(text) })
  res.end(text)
}

/** The same as the answer of a provider. */
export function showPage(ctx: Pick<KoaContextWithOIDC, 'res' | 'set' | 'body'>, page: Page): void {
  if (page.refusal) noteAnswer(ctx.res, { refusal: page.refusal })
  ctx.set(pageHeaders)
  ctx.body = renderPage(page)
}

export function renderPage({ title, body, refresh }: Page): string {
  const poll =
    refresh && markup`<meta http-equiv="refresh" content="${refresh.seconds};url=${refresh.path}">`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${poll}
<title>${title} · Drawbridge</title>
<style>${{ html: pageStyle }}</style>
</head>
<body>
<main>
${pageMark}
${body}
</main>
</body>
</html>
`.html
}
