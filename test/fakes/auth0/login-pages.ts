/**
 * Auth0's own pages of a sign-in, as forms a test browser can fill in and press: who signs in,
 * sign-up where the connection allows it, consent, and the confirmation of a loopback callback.
 */
import express, { type Request, type Response, type Router } from 'express'
import type { Provider, InteractionResults } from 'oidc-provider'
import { connectionsOf } from './authorize-refusals.ts'
import { show, type Visit } from './login-forms.ts'
import { addScopes } from './post-login.ts'
import { addUser, userOf } from './sign-ups.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant } from './tenant.ts'

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
    const person = user ?? addUser(tenant, visit.app, connection, email, null)
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

async function signUp(tenant: Tenant, visit: Visit): Promise<void> {
  const { email = '', password = '' } = visit.form
  const connections = connectionsOf(tenant, visit.app)
  const database = connections.find(({ strategy }) => strategy === 'auth0')
  if (!database || userOf(tenant, database, email)) {
    writeLog(tenant, 'fs', 'The user already exists.', { client_id: visit.app.client_id })
    return show(tenant, visit, 400, 'Something went wrong, please try again later')
  }
  const user = addUser(tenant, visit.app, database, email, password)
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
