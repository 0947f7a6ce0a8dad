/** A flood of sign-ins in a vendor's name, and the person among them: who has the places in the end. */
import { setTimeout as delay } from 'node:timers/promises'
import type { SignedInBridge } from './signed-in-bridge.ts'

const newcomers = 63
const floodMs = 20_000

/** A page in a browser of its own. */
interface Page {
  url: URL
  cookies: string
}

/**
 * Three open pages hold the places. The owner denies them, with all like them where the build knows how, and
 * types the digits of the person's page if it shows any. Meanwhile the flood begins again and again.
 */
export async function floodVendor(bridge: SignedInBridge): Promise<string> {
  const flood = await Promise.all([1, 2, 3].map(() => begin(bridge)))
  await Promise.all(flood.map(numberOn))
  const person = await begin(bridge)
  await deny(bridge)

  let number: string | undefined
  let refilled = 0
  for (let n = 0; n < newcomers; n += 1) {
    const page = await begin(bridge)
    if (page && (await numberOn(page))) refilled += 1
    if (n === 2) await admit(bridge, person)
    if (n % 9 === 3) number ??= await numberOn(person)
    await delay(floodMs / newcomers)
  }
  number ??= await numberOn(person)
  return `places to the flood ${refilled}, to the person ${number ? 1 : 0}`
}

async function deny(bridge: SignedInBridge): Promise<void> {
  const waiting = JSON.parse(await bridge.command('approvals', '--json')) as { number: string }[]
  const [first, ...others] = waiting
  if (!first) return
  try {
    await bridge.command('deny', first.number, '--others')
  } catch {
    // An older build knows only one at a time.
    for (const { number } of [first, ...others]) await bridge.command('deny', number)
  }
}

async function admit(bridge: SignedInBridge, person: Page | undefined): Promise<void> {
  const [, digits] = /drawbridge admit (\d{8})/.exec(await textOf(person)) ?? []
  if (digits !== undefined) await bridge.command('admit', digits)
}

/** As far as the address of the page; undefined when the bridge had no room. */
async function begin(bridge: SignedInBridge): Promise<Page | undefined> {
  const url = new URL('/oauth2/authorize', bridge.mcpUrl)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: 'https://chatgpt.com/oauth/client.json',
    redirect_uri: 'https://chatgpt.com/connector_platform_oauth_redirect',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: crypto.randomUUID(),
  }).toString()
  const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })
  await answer.body?.cancel()
  const location = answer.headers.get('location')
  if (location === null) return undefined
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1).join(''))
  return { url: new URL(location, url), cookies: cookies.join('; ') }
}

async function textOf(page: Page | undefined): Promise<string> {
  if (!page) return ''
  const headers = { cookie: page.cookies, accept: 'text/html' }
  return (await fetch(page.url, { headers })).text()
}

/** The number to approve, if the page has a place before the owner. */
const numberOn = async (page: Page | undefined): Promise<string | undefined> =>
  /data-approval-number[^>]*>([^<]*)</.exec(await textOf(page))?.[1]
