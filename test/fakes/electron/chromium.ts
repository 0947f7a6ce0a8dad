/** The Chromium that the test started: its windows are this app's windows. */
import type { BrowserContext, Page } from 'playwright-core'

let context: Promise<BrowserContext> | undefined

/** Playwright is loaded here, because half of all starts show no window and it takes longer than the app. */
async function connect(): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core')
  const browser = await chromium.connectOverCDP(process.env['DRAWBRIDGE_TEST_CHROMIUM'] ?? '')
  const [first] = browser.contexts()
  if (!first) throw new Error('Chromium has no context')
  return first
}

export async function newPage(): Promise<Page> {
  context ??= connect()
  return (await context).newPage()
}

/**
 * Chromium does not know the app's scheme, so the app's pages have a name below .invalid there, which
 * exists nowhere and is always answered by the app.
 */
const suffix = '.app-scheme.invalid'

export function outside(address: string): string {
  const url = new URL(address)
  return url.protocol === 'app:'
    ? `https://${url.host}${suffix}${url.pathname}${url.search}${url.hash}`
    : address
}

export function inside(address: string): string {
  const url = URL.parse(address)
  return url?.host.endsWith(suffix)
    ? `app://${url.host.slice(0, -suffix.length)}${url.pathname}${url.search}${url.hash}`
    : address
}
