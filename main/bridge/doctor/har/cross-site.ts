/** What the browser itself did with a request: kept it back, or did not let the page read the answer. */
import { isLoopback } from '../../base/loopback.ts'
import type { Exchange } from './exchange.ts'

/**
 * The site of the page that asked, where it is another one. Of a request that was kept back, some
 * browsers record only the page it came from.
 */
export function foreignPage({ sent, url, status }: Exchange): string | undefined {
  const fromScript = status === 0 || sent.get('sec-fetch-mode') === 'cors'
  const referer = fromScript ? URL.parse(sent.get('referer') ?? '')?.origin : undefined
  const page = sent.get('origin') ?? referer
  return page === undefined || page === url.origin ? undefined : page
}

/** A secure page that asked for something insecure. */
export function isMixedContent(exchange: Exchange): boolean {
  const { failure, url, status } = exchange
  if (/mixed.?content/i.test(failure ?? '')) return true
  const insecure = status === 0 && url.protocol === 'http:' && !isLoopback(url.href)
  return insecure && (foreignPage(exchange) ?? '').startsWith('https:')
}

/** An answer came, or would have come, that the page may not read (Fetch §3.2). */
export function isBlockedByCors(exchange: Exchange): boolean {
  const page = foreignPage(exchange)
  if (page === undefined || exchange.sent.get('sec-fetch-mode') === 'navigate') return false
  if (exchange.status === 0) return /err_failed|cors|blocked/i.test(exchange.failure ?? '')
  const reads = exchange.sent.get('sec-fetch-mode') === 'cors'
  const allowed = exchange.received.get('access-control-allow-origin')
  return reads && allowed !== '*' && allowed !== page
}
