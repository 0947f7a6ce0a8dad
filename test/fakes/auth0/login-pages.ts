/**
 * Auth0's own pages of a sign-in, as forms a test browser can fill in and press: who signs in,
 * sign-up where the connection allows it, consent, and the confirmation of a loopback callback.
 */
import express, { type Request, type Response, type Router } from 'express'
import type { Provider, InteractionResults } from 'oidc-provider'
import { markup, type Html } from '../../../main/bridge/oauth/html.ts'
import { connectionsOf } from './authorize.ts'
import { sendPage } from './pages.ts'
import { addScopes } from './post-login.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient, TenantConnection, TenantUser } from './tenant.ts'

interface Visit {
  req: Request
  res: Response
  provider: Provider
  app: TenantClient
  prompt: string
  accountId: string | undefined
  params: Record<string, unknown>
  form: Record<string, string>
}

/** `providerOf` finds the provider of the domain that was asked. */
export function loginPages(tenant: Tenant, providerOf: (req: Request) => Provider): Router {
  const router = express.Router()
  const form = express.urlencoded({ extended: false })
  const visit =
    (handle: (visit: Visit) => Promise<void> | void) => async (req: Request, res: Response) => {
      const provider = providerOf(req)
      const { params, prompt, session } = await provider.interactionDetails(req, res)
      const app = tenant.clients.get(String(params['client_id']))
      if (!app) throw new Error('the app is gone')
      const accountId = session?.accountId
      const body: Record<string, string> = req.body ?? {}
      await handle({ req, res, provider, app, prompt: prompt.name, accountId, params, form: body })
    }

  router.get(
    '/u/:uid',
    visit((seen) => show(tenant, seen)),
  )
  router.post(
    '/u/:uid/login',
    form,
    visit((seen) => logIn(tenant, seen)),
  )
  router.post(
    '/u/:uid/signup',
    form,
    visit((seen) => signUp(tenant, seen)),
  )
  router.post(
    '/u/:uid/accept',
    form,
    visit((seen) => accept(tenant, seen)),
  )
  router.post(
    '/u/:uid/cancel',
    form,
    visit((seen) =>
      finish(seen, {
        error: 'access_denied',
        error_description: 'User did not authorize the request',
      }),
    ),
  )
  return router
}

const finish = ({ provider, req, res }: Visit, result: InteractionResults) =>
  provider.interactionFinished(req, res, result, { mergeWithLastSubmission: true })

function show(tenant: Tenant, visit: Visit, status = 200, problem?: string): void {
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

async function logIn(tenant: Tenant, visit: Visit): Promise<void> {
  const { email = '', password = '', connection: name } = visit.form
  const connections = connectionsOf(tenant, visit.app)
  const connection = connections.find((one) =>
    name === undefined ? one.strategy === 'auth0' : one.name === name,
  )
  if (!connection) return show(tenant, visit, 400, 'This connection is not enabled')
  const user = userOf(tenant, connection, email)
  if (connection.strategy !== 'auth0') {
    // A social provider has checked the person; whoever has an account there becomes a user here.
    const person = user ?? addUser(tenant, visit, connection, email, null)
    if (!person) return show(tenant, visit, 400, 'Sign-ups are disabled')
    return finish(visit, { login: { accountId: person.sub } })
  }
  if (user?.password !== password) {
    writeLog(tenant, user ? 'fp' : 'fu', 'Wrong email or password.', {
      client_id: visit.app.client_id,
      connection: connection.name,
      user_name: email,
    })
    return show(tenant, visit, 400, 'Wrong email or password')
  }
  return finish(visit, { login: { accountId: user.sub } })
}

const userOf = (tenant: Tenant, connection: TenantConnection, email: string) =>
  tenant.users.find(
    (user) => user.email === email && user.sub.startsWith(`${connection.strategy}|`),
  )

/** A stranger becomes a user of the tenant; undefined where sign-ups are off. */
function addUser(
  tenant: Tenant,
  visit: Visit,
  connection: TenantConnection,
  email: string,
  password: string | null,
): TenantUser | undefined {
  if (connection.options.disable_signup) return undefined
  const [name = email] = email.split('@')
  const user: TenantUser = {
    sub: `${connection.strategy}|${name}`,
    email,
    // Nobody has clicked the link in the mail yet.
    email_verified: connection.strategy !== 'auth0',
    name,
    password,
    blocked: false,
  }
  tenant.users.push(user)
  writeLog(tenant, 'ss', '', {
    client_id: visit.app.client_id,
    connection: connection.name,
    user_id: user.sub,
    user_name: email,
  })
  return user
}

async function signUp(tenant: Tenant, visit: Visit): Promise<void> {
  const { email = '', password = '' } = visit.form
  const connections = connectionsOf(tenant, visit.app)
  const database = connections.find(({ strategy }) => strategy === 'auth0')
  if (!database || userOf(tenant, database, email)) {
    writeLog(tenant, 'fs', 'The user already exists.', { client_id: visit.app.client_id })
    return show(tenant, visit, 400, 'Something went wrong, please try again later')
  }
  const user = addUser(tenant, visit, database, email, password)
  if (!user) return show(tenant, visit, 400, 'Sign-ups are disabled')
  return finish(visit, { login: { accountId: user.sub } })
}

/** Consent makes the grant; confirming only says that somebody looked. */
async function accept(tenant: Tenant, visit: Visit): Promise<void> {
  const { provider, app, prompt, accountId, params } = visit
  if (prompt !== 'consent') return finish(visit, { confirm: {} })
  const grant = new provider.Grant({ clientId: app.client_id, ...(accountId && { accountId }) })
  return finish(visit, { consent: { grantId: await addScopes(tenant, app, grant, params) } })
}
