/** A person in a browser at Auth0's pages: fills in the form, presses what is asked, and comes back. */
import { createBrowser, type Answer, type Browser } from '../browser.ts'
import type { FakeAuth0 } from './fake-auth0.ts'
import { errorOn } from './pages.ts'
import { alice, type TenantUser } from './tenant.ts'

export interface Visit {
  /** Who signs in; by default Alice. */
  as?: Pick<TenantUser, 'email' | 'password'>
  /** Signs up instead, as a stranger would. */
  signUp?: boolean
  /** The name of a social connection to continue with. */
  connection?: string
  /** Presses Cancel or Decline on the first page with such a button. */
  cancel?: boolean
  /** One that has been there before; by default a new one. */
  browser?: Browser
}

export interface Arrival {
  /** Where Auth0 sent the browser in the end, away from its own pages. */
  callback: URL | undefined
  /** The text of Auth0's own error page, where it ended there. */
  error: string | undefined
  /** Titles of the pages that were shown on the way. */
  pages: string[]
  last: Answer
}

/** Follows an authorization request through Auth0's pages until the browser leaves or is stuck. */
export async function visitAuth0(start: string | URL, visit: Visit = {}): Promise<Arrival> {
  const { browser = createBrowser() } = visit
  const { host } = new URL(start)
  const pages: string[] = []
  let answer = await browser.get(start)
  for (let steps = 0; steps < 12; steps++) {
    const { location, text } = answer
    if (location && location.host !== host) {
      return { callback: location, error: undefined, pages, last: answer }
    }
    if (location) {
      answer = await browser.get(location)
      continue
    }
    const press = nextForm(text, visit)
    const title = /<title>([^<]*)</.exec(text)?.[1] ?? ''
    const alert = /role="alert">([^<]*)</.exec(text)?.[1]
    pages.push(alert ?? title)
    if (!press || alert !== undefined) {
      return { callback: undefined, error: errorOn(text) ?? alert, pages, last: answer }
    }
    answer = await browser.go(new URL(press.action, start), { form: press.form })
  }
  throw new Error(`too many steps: ${pages.join(', ')}`)
}

interface Press {
  action: string
  form: Record<string, string>
}

function nextForm(
  page: string,
  { as = alice, signUp, connection, cancel }: Visit,
): Press | undefined {
  const actions = [...page.matchAll(/action="([^"]+)"/g)].map(([, action = '']) => action)
  const to = (step: string) => actions.find((action) => action.endsWith(`/${step}`))
  const cancelling = to('cancel')
  if (cancel && cancelling !== undefined) return { action: cancelling, form: { pressed: 'yes' } }
  const accept = to('accept')
  if (accept !== undefined) return { action: accept, form: { pressed: 'yes' } }
  const entering = to(signUp ? 'signup' : 'login')
  if (entering === undefined) return undefined
  const form: Record<string, string> = { email: as.email }
  if (connection === undefined) form['password'] = as.password ?? ''
  else form['connection'] = connection
  return { action: entering, form }
}

/** Signs in to another app of the tenant, so that Auth0 knows this browser from now on. */
export async function signInElsewhere(auth0: FakeAuth0, browser: Browser): Promise<void> {
  const callback = 'https://elsewhere.example/callback'
  const { client_id } = auth0.addApp({ name: 'Elsewhere', callbacks: [callback] })
  const url = new URL(`${auth0.origin}/authorize`)
  const params = { client_id, redirect_uri: callback, response_type: 'code', scope: 'openid' }
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  const { callback: arrived } = await visitAuth0(url, { browser })
  if (!arrived) throw new Error('the sign-in elsewhere did not work')
}
