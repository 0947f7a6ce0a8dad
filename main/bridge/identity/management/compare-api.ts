/** The API of an audience, and both kinds of access to it: on behalf of a user, and of the program itself. */
import { dashboardLink } from '../../explain/dashboard.ts'
import { problem } from '../../explain/problem.ts'
import { asItShould, notPossible, toChange, toChoose, type Change } from './change.ts'
import type { ApiFacts } from './shapes.ts'
import type { TenantFacts } from './tenant.ts'
import { newApi } from './desired-set-up.ts'

type Subject = 'user' | 'client'

export function compareApi(facts: TenantFacts, audience: string | null): Change[] {
  if (audience === null) return []
  return [
    existence(facts.api, audience),
    ...(facts.api ? howItSigns(facts.api) : []),
    access(facts, audience, 'user'),
    access(facts, audience, 'client'),
  ]
}

function existence(api: ApiFacts | null, audience: string): Change {
  const compared = { id: 'api', what: `API ${audience}` }
  return api
    ? asItShould({ ...compared, before: 'exists', after: 'exists' })
    : toChange(
        { ...compared, before: null, after: 'created, RS256' },
        problem('auth0-audience-unknown', { audience }, dashboardLink('apis')),
        { kind: 'new-api', body: newApi(audience) },
      )
}

/** Whoever else uses the API would feel a change of its tokens, so it is a choice. */
function howItSigns({
  id,
  identifier,
  signing_alg: alg,
  token_encryption: key,
}: ApiFacts): Change[] {
  const link = dashboardLink('apis')
  const algorithm = alg ?? 'RS256'
  const changes: Change[] = []
  if (algorithm !== 'RS256') {
    changes.push(
      toChoose(
        {
          id: 'api-algorithm',
          what: `API ${identifier} signs with`,
          before: algorithm,
          after: 'RS256',
        },
        { kind: 'api', id, fields: { signing_alg: 'RS256' } },
        problem('auth0-api-algorithm', { audience: identifier, algorithm }, link),
      ),
    )
  }
  if (key !== null && key !== undefined) {
    changes.push(
      toChoose(
        {
          id: 'api-encryption',
          what: `API ${identifier} encrypts tokens`,
          before: 'on',
          after: 'off',
        },
        { kind: 'api', id, fields: { token_encryption: null } },
        problem('upstream-token-encrypted', {}, link),
      ),
    )
  }
  return changes
}

/** What a new API of Auth0 has. */
const usual = { user: 'allow_all', client: 'require_client_grant' } as const
/** In the dashboard: until May 2026 "Allow / Allow via client-grant / Deny". */
const names = { user: 'User-Delegated Access', client: 'Client Access' } as const

function access({ api, grants }: TenantFacts, audience: string, subject: Subject): Change {
  const compared = {
    id: `${subject}-access`,
    what: `${names[subject]} to ${audience}`,
    after: 'granted',
  }
  const policy = api?.subject_type_authorization?.[subject]?.policy ?? usual[subject]
  const code = subject === 'user' ? 'auth0-user-access-missing' : 'auth0-client-access-missing'
  const missing = problem(code, { audience }, dashboardLink('apis'))
  if (policy === 'deny_all') {
    return notPossible({ ...compared, before: 'no apps allowed (deny_all)' }, missing)
  }
  if (grants.some(({ subject_type: type }) => type === subject)) {
    return asItShould({ ...compared, before: 'granted' })
  }
  if (policy === 'allow_all') {
    const all = 'all apps allowed (allow_all)'
    return asItShould({ ...compared, before: all, after: all })
  }
  return toChange({ ...compared, before: 'not granted' }, missing, { kind: 'grant', subject })
}
