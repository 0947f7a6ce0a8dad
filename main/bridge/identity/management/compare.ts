/**
 * The plan of "do it for me": the tenant as it is against how it must be. Pure, so that the live
 * checks and the report after the changes are the same comparison over what was read then.
 */
import { dashboardLink } from '../../explain/dashboard.ts'
import { problem } from '../../explain/problem.ts'
import { advised, asItShould, notPossible, toChange, toChoose, type Change } from './change.ts'
import { compareApi } from './compare-api.ts'
import { compareClient } from './compare-client.ts'
import type { ConnectionFacts } from './shapes.ts'
import type { TenantFacts } from './tenant.ts'
import type { DesiredSetUp } from './desired-set-up.ts'
import { plural } from '../../base/plural.ts'

export function compare(facts: TenantFacts, desired: DesiredSetUp): Change[] {
  const client = compareClient(facts.client, desired)
  // Without an application that can be used, nothing else matters.
  if (client[0]?.state === 'failed') return client
  return [
    ...client,
    ...connections(facts),
    defaultAudience(facts),
    ...compareApi(facts, desired.audience),
  ]
}

/** Whether a stranger can make an account there. */
const isOpen = ({ strategy, options }: ConnectionFacts): boolean =>
  strategy === 'auth0' && options?.['disable_signup'] !== true

function connections(facts: TenantFacts): Change[] {
  const id = facts.client?.client_id
  const enabled = facts.connections.filter(
    ({ clients }) => id !== undefined && clients.includes(id),
  )
  // One is enough, and databases come first: they need no keys of a social network.
  const used = enabled.length > 0 ? enabled : facts.connections.slice(0, 1)
  const names = used.map(({ name }) => name).join(', ')
  const compared = { id: 'connection', what: 'Connection to sign in with' }
  const none = problem('auth0-no-connection', {}, dashboardLink('connections', id))
  const [first] = used
  if (!first) return [notPossible({ ...compared, before: 'none', after: 'one' }, none)]
  return [
    enabled.length > 0
      ? asItShould({ ...compared, before: names, after: names })
      : toChange({ ...compared, before: 'none', after: names }, none, {
          kind: 'enable',
          connection: first.id,
        }),
    ...used.flatMap((one) => [
      ...(one.strategy === 'auth0' ? [signUps(one, facts)] : []),
      ...(isLent(one) ? [lentKeys(one)] : []),
    ]),
  ]
}

/** The social networks Auth0 lends keys of its own for. */
const lends = /^(?:google-oauth2|facebook|github|linkedin|twitter|windowslive|apple)$/

const isLent = ({ strategy, options }: ConnectionFacts): boolean =>
  lends.test(strategy) && !options?.['client_id']

const lentKeys = ({ id, name }: ConnectionFacts): Change =>
  advised(
    { id: `keys:${id}`, what: `Keys of ${name}`, before: "Auth0's own", after: 'yours' },
    problem('auth0-developer-keys', { connection: name }, dashboardLink('social')),
  )

function signUps(connection: ConnectionFacts, { client }: TenantFacts): Change {
  const { id, name, clients, options } = connection
  const others = clients.filter((one) => one !== client?.client_id).length
  const compared = { id: `sign-ups:${id}`, what: `New accounts in ${name}`, after: 'switched off' }
  if (!isOpen(connection)) return asItShould({ ...compared, before: compared.after })
  const before = 'anyone can make one'
  const open = problem('upstream-people-open', { connection: name }, dashboardLink('databases'))
  const step = { kind: 'connection' as const, id, options: { ...options, disable_signup: true } }
  if (others === 0) return toChange({ ...compared, before }, open, step)
  const after = `switched off, for ${plural(others, 'other application')} too`
  return toChoose({ ...compared, before, after }, step, open)
}

function defaultAudience({ defaultAudience: audience }: TenantFacts): Change {
  const compared = { id: 'default-audience', what: 'Default Audience of the tenant' }
  if (audience === null) return asItShould({ ...compared, before: 'none', after: 'none' })
  return toChoose(
    { ...compared, before: audience, after: 'none, for every application of the tenant' },
    { kind: 'tenant', settings: { default_audience: '' } },
    problem('auth0-default-audience', { audience }, dashboardLink('tenant')),
  )
}
