/** The frame of every sign-in page and the headers it is sent with. No script, no frame, no cache. */
import { hash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { html, type Html } from './html.ts'
import { pageStyle } from './page-style.ts'

export interface Page {
  title: string
  body: Html
  /** Which picture: the span waits raised, or the way is closed. */
  bridge: 'raised' | 'closed'
  /** Ask again after this many seconds, without any script. */
  refresh?: { seconds: number; path: string }
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
  res.writeHead(status, pageHeaders)
  res.end(renderPage(page))
}

export function renderPage({ title, body, bridge, refresh }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${refresh && html`<meta http-equiv="refresh" content="${refresh.seconds};url=${refresh.path}" />`}
        <title>${title} · Drawbridge</title>
        <style>
          ${{ html: pageStyle }}
        </style>
      </head>
      <body>
        <main>${mark(bridge)} ${body}</main>
      </body>
    </html> `.html
}

/** Two towers and a span: raised while the owner is asked, broken where the way ends. */
function mark(bridge: Page['bridge']): Html {
  const span =
    bridge === 'raised'
      ? html`<path class="span" d="M46 52 66 31M98 52 78 31" /><path
            class="chain"
            d="M44 24 65 31M100 24 79 31"
          />`
      : html`<path class="span" d="M46 52 48 20M98 52 96 20" /><path
            class="chain"
            d="M44 16 48 20M100 16 96 20"
          />`
  return html`<svg class="mark" viewBox="0 0 144 84" aria-hidden="true" focusable="false">
    <path class="stone" d="M2 52h18M124 52h18" />
    <path
      class="stone"
      d="M20 76V16h4v-6h5v6h4v-6h5v6h4v-6h4v66M98 76V10h4v6h4v-6h5v6h4v-6h5v6h4v60"
    />
    <path class="solid" d="M30 42v-9a3 3 0 0 1 6 0v9zM108 42v-9a3 3 0 0 1 6 0v9z" />
    ${span}
    <path class="water" d="M52 72q5-4 10 0t10 0 10 0 10 0M58 79q4.500-3.500 9 0t9 0 9 0" />
  </svg>`
}
