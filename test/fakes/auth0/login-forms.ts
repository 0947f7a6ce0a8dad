/** The pages of a sign-in themselves: login, sign-up, consent, confirmation, as plain forms. */
import type { Request, Response } from 'express'
import type { Provider } from 'oidc-provider'
import { markup, type Html } from '../../../main/bridge/oauth/pages/html.ts'
import { connectionsOf } from './authorize-refusals.ts'
import { sendPage } from './pages.ts'
import type { Tenant, TenantClient } from './tenant.ts'

/** One request for a page of a sign-in under way. */
export interface Visit {
  req: Request
  res: Response
  provider: Provider
  app: TenantClient
  prompt: string
  accountId: string | undefined
  params: Record<string, unknown>
  form: Record<string, string>
}

/** The page that is due. */
export function show(tenant: Tenant, visit: Visit, status = 200, problem?: string): void {
  const { res, app, prompt } = visit
  if (prompt === 'login') return sendPage(res, status, 'Welcome', loginForm(tenant, visit, problem))
  const what =
    prompt === 'consent'
      ? markup`<p>${app.name} wants to access your account.</p>`
      : markup`<p>Continue to ${app.name} at ${String(visit.params['redirect_uri'])}?</p>`
  const title = prompt === 'consent' ? 'Authorize App' : 'Confirm'
  sendPage(
    res,
    status,
    title,
    markup`${what}${button(visit, 'accept', 'Accept')}${button(visit, 'cancel', 'Decline')}`,
  )
}

const action = ({ req }: Visit, step: string) => `/u/${String(req.params['uid'])}/${step}`

const button = (visit: Visit, step: string, label: string): Html =>
  markup`<form method="post" action="${action(visit, step)}"><button>${label}</button></form>`

function loginForm(tenant: Tenant, visit: Visit, problem: string | undefined): Html {
  const connections = connectionsOf(tenant, visit.app)
  const database = connections.find(({ strategy }) => strategy === 'auth0')
  const social = connections.filter(({ strategy }) => strategy !== 'auth0')
  return markup`${problem === undefined ? undefined : markup`<p role="alert">${problem}</p>`}
${database && passwordForm(visit, 'login', 'Continue')}
${database && !database.options.disable_signup ? passwordForm(visit, 'signup', 'Sign up') : undefined}
${social.map(
  (connection) => markup`<form method="post" action="${action(visit, 'login')}">
<input type="hidden" name="connection" value="${connection.name}">
<input name="email" type="email"><button>Continue with ${connection.name}</button></form>`,
)}${button(visit, 'cancel', 'Cancel')}`
}

const passwordForm = (visit: Visit, step: string, label: string): Html =>
  markup`<form method="post" action="${action(visit, step)}">
<input name="email" type="email"><input name="password" type="password">
<button>${label}</button></form>`
