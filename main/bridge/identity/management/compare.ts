/**
 * The plan of "do it for me": the tenant as it is against how it must be. Pure, so that the report
 * after the changes is the same comparison over what was read back.
 */
import { dashboardLink } from '../explain/dashboard.ts'
import { problem } from '../explain/problem.ts'
import { asItShould, notPossible, toChange, toChoose, type Change } from './change.ts'
import { compareClient } from './compare-client.ts'
import type { ConnectionFacts } from './shapes.ts'
import type { TenantFacts } from './tenant.ts'
import { newApi, type Wish } from './wish.ts'

export function compare(facts: TenantFacts, wish: Wish): Change[] {
  const client = compareClient(facts.client, wish)
  // Without an application that can be used, nothing else matters.
  if (client[0]?.state === 'failed') return client
  return [...client, ...connections(facts), defaultAudience(facts), ...apiAccess(facts, wish)]
}

/** Those our application may sign in with. */
export const enabledFor = ({ client, connections }: TenantFacts): ConnectionFacts[] =>
  client ? connections.filter(({ clients }) => clients.includes(client.client_id)) : []

/** Whether a stranger can make an account there. */
export const isOpen = ({ strategy, options }: ConnectionFacts): boolean =>
  strategy === 'auth0' && options?.['disable_signup'] !== true

function connections(facts: TenantFacts): Change[] {
  const enabled = enabledFor(facts)
  const [first] = enabled.length > 0 ? enabled : facts.connections
  const told = {
    id: 'connection',
    what: 'Connection to sign in with',
    before: enabled.map(({ name }) => name).join(', ') || 'none',
    after: enabled.map(({ name }) => name).join(', ') || (first?.name ?? 'one'),
  }
  if (!first) {
    return [notPossible(told, 'auth0-no-connection', {}, dashboardLink('databases'))]
  }
  const used = enabled.length > 0 ? enabled : [first]
  return [
    enabled.length > 0
      ? asItShould(told)
      : toChange(told, { kind: 'enable', connection: first.id }),
    ...used.filter(({ strategy }) => strategy === 'auth0').map((one) => signUps(one, facts)),
  ]
}

function signUps(connection: ConnectionFacts, { client }: TenantFacts): Change {
  const { id, name, clients, options } = connection
  const others = clients.filter((one) => one !== client?.client_id).length
  const told = { id: `sign-ups:${id}`, what: `New accounts in ${name}`, after: 'switched off' }
  if (!isOpen(connection)) return asItShould({ ...told, before: told.after })
  const before = 'anyone can make one'
  const step = { kind: 'connection' as const, id, options: { ...options, disable_signup: true } }
  return others === 0
    ? toChange({ ...told, before }, step)
    : toChoose(
        { ...told, before, after: `switched off, for ${others} other applications too` },
        step,
        problem('upstream-people-open', { connection: name }, dashboardLink('databases')),
      )
}

function defaultAudience({ defaultAudience: audience }: TenantFacts): Change {
  const told = { id: 'default-audience', what: 'Default Audience of the tenant', after: 'none' }
  return audience === null
    ? asItShould({ ...told, before: 'none' })
    : toChoose(
        { ...told, before: audience, after: 'none, for every application of the tenant' },
        { kind: 'tenant', settings: { default_audience: '' } },
        problem('auth0-default-audience', { audience }, dashboardLink('tenant')),
      )
}

function apiAccess({ api, grants }: TenantFacts, { audience }: Wish): Change[] {
  if (audience === null) return []
  const link = dashboardLink('apis')
  const what = `API ${audience}`
  const policyOf = (subject: 'user' | 'client'): string =>
    api?.subject_type_authorization?.[subject]?.policy ??
    (subject === 'user' ? 'allow_all' : 'require_client_grant')
  const access = (subject: 'user' | 'client'): Change => {
    const name = subject === 'user' ? 'User-Delegated Access' : 'Client Access'
    const told = { id: `${subject}-access`, what: `${name} to ${audience}`, after: 'granted' }
    const policy = policyOf(subject)
    const granted = grants.some(({ subject_type: type }) => type === subject)
    if (policy === 'deny_all') {
      const code = subject === 'user' ? 'auth0-user-access-missing' : 'auth0-client-access-missing'
      return notPossible({ ...told, before: 'denied to all (deny_all)' }, code, { audience }, link)
    }
    if (granted || policy === 'allow_all') {
      return asItShould({ ...told, before: granted ? 'granted' : 'allowed to all (allow_all)' })
    }
    return toChange({ ...told, before: 'not granted' }, { kind: 'grant', subject })
  }
  const algorithm = api?.signing_alg ?? 'RS256'
  const encrypted = api?.token_encryption !== null && api?.token_encryption !== undefined
  return [
    api
      ? asItShould({ id: 'api', what, before: 'exists', after: 'exists' })
      : toChange(
          { id: 'api', what, before: null, after: 'created, RS256' },
          { kind: 'new-api', body: newApi(audience) },
        ),
    ...(api && algorithm !== 'RS256'
      ? [
          toChoose(
            { id: 'api-algorithm', what: `${what} signs with`, before: algorithm, after: 'RS256' },
            { kind: 'api', id: api.id, fields: { signing_alg: 'RS256' } },
            problem('auth0-api-algorithm', { audience, algorithm }, link),
          ),
        ]
      : []),
    ...(api && encrypted
      ? [
          toChoose(
            { id: 'api-encryption', what: `${what} encrypts tokens`, before: 'on', after: 'off' },
            { kind: 'api', id: api.id, fields: { token_encryption: null } },
            problem('upstream-token-encrypted', {}, link),
          ),
        ]
      : []),
    access('user'),
    access('client'),
  ]
}
