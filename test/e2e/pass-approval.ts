/**
 * What happens in the owner's browser between a client's authorization URL and its redirect URI: the
 * approval page shows a number, the owner approves it elsewhere, and the page goes on by itself.
 */
import { createBrowser, type Browser } from '../fakes/browser.ts'

const longestSteps = 50

/** Gives the URL the browser is sent back to. `act` approves or denies the number. */
export async function passApproval(
  authorizationUrl: URL,
  act: (number: string) => Promise<void>,
  browser: Browser = createBrowser(),
): Promise<URL> {
  let url = authorizationUrl
  let acted = false
  for (let step = 0; step < longestSteps; step += 1) {
    const page = await browser.get(url)
    if (page.location) {
      const next = new URL(page.location, url)
      if (next.origin !== authorizationUrl.origin) return next
      url = next
      continue
    }
    const number = /data-approval-number[^>]*>\s*(\d+)\s*</.exec(page.text)?.[1]
    if (number === undefined)
      throw new Error(`No number on the page (${page.status}): ${page.text}`)
    if (acted) throw new Error('The page did not go on after the owner acted')
    acted = true
    await act(number)
  }
  throw new Error('The sign-in went in circles')
}
