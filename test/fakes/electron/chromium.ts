/** The Chromium that the test started: its windows are this app's windows. */
import { chromium, type BrowserContext, type Page } from 'playwright-core'

let context: Promise<BrowserContext> | undefined
const ours = new WeakSet<Page>()

async function connect(): Promise<BrowserContext> {
  const browser = await chromium.connectOverCDP(process.env['DRAWBRIDGE_TEST_CHROMIUM'] ?? '')
  const [first] = browser.contexts()
  if (!first) throw new Error('Chromium has no context')
  return first
}

/** A page of the app's own. `onForeign` sees the address that a page of ours opens beside it. */
export async function newPage(onForeign: (url: string) => void): Promise<Page> {
  if (!context) {
    context = connect()
    await (
      await context
    ).route('**/*', async (route) => {
      const page = route.request().frame().page()
      await route.abort('aborted')
      if (ours.has(page)) return
      onForeign(route.request().url())
      await page.close()
    })
  }
  const page = await (await context).newPage()
  ours.add(page)
  return page
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
