/** The pages of Auth0 itself. The bridge never sees them; the owner does. */
import type { Response } from 'express'
import { markup, type Html } from '../../../main/bridge/oauth/pages/html.ts'

export function sendPage(res: Response, status: number, title: string, body: Html): void {
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`
  res.status(status).setHeader('cache-control', 'no-store')
  res.type('html').send(page.html)
}

/** "Oops!, something went wrong": what cannot be sent back to the app. */
export function sendErrorPage(res: Response, text: string): void {
  sendPage(
    res,
    403,
    'Oops!, something went wrong',
    markup`<p data-error>${text}</p><p>There could be a misconfiguration in the system
or a service outage. We track these errors automatically.</p>`,
  )
}

/** The text of such a page, for tests. */
export const errorOn = (html: string): string | undefined =>
  /data-error>([^<]*)</
    .exec(html)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
