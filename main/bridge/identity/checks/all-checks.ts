/** The live check of each step of the guide, by the id of the step. */
import { problem } from '../../explain/problem.ts'
import { dashboardLink } from '../../explain/dashboard.ts'
import { cannotTell, failed, outcomeOf, type Check } from './check.ts'
import type { Look } from './look.ts'
import * as reachable from './reachable-checks.ts'
import { byTenant } from './tenant-checks.ts'

type LiveCheck = (look: Look) => Promise<Check>

const needsToken = 'From outside nobody can tell; a management token shows it.'

/** Failed when an answer names one of these causes; else honest about not knowing. */
const unlessSaid =
  (codes: Parameters<typeof reachable.saidAnywhere>[1], detail: string): LiveCheck =>
  async (look) =>
    (await reachable.saidAnywhere(look, codes)) ?? cannotTell(detail)

const auth0: Record<string, LiveCheck> = {
  domain: reachable.domain,
  application: byTenant(
    ['application', 'auth-method', 'algorithm', 'conformant', 'organization'],
    async (look) => {
      if (look.setUp.clientId?.startsWith('tpc_')) {
        return failed(problem('auth0-third-party', {}, dashboardLink('applications')))
      }
      return unlessSaid(
        [
          'auth0-third-party',
          'upstream-client-unknown',
          'auth0-organization',
          'upstream-request-refused',
        ],
        'Nothing speaks against it; its type and signature show in a test sign-in or with a management token.',
      )(look)
    },
  ),
  credentials: reachable.credentials,
  callbacks: byTenant(['callbacks'], reachable.callbacks),
  'grant-type': byTenant(['grant-types'], reachable.grantType),
  connection: byTenant(
    ['connection', 'keys'],
    unlessSaid(['auth0-no-connection'], `No sign-in was refused for want of one. ${needsToken}`),
  ),
  'sign-ups': byTenant(['sign-ups'], async () => cannotTell(needsToken)),
  'default-audience': byTenant(
    ['default-audience'],
    unlessSaid(['auth0-default-audience'], `No sign-in was refused because of one. ${needsToken}`),
  ),
  api: byTenant(
    ['api', 'api-algorithm', 'api-encryption'],
    unlessSaid(['auth0-audience-unknown'], `The tenant does not deny it. ${needsToken}`),
  ),
  'user-access': byTenant(
    ['user-access'],
    unlessSaid(['auth0-user-access-missing'], `The tenant does not deny it. ${needsToken}`),
  ),
  'client-access': byTenant(
    ['client-access'],
    unlessSaid(['auth0-client-access-missing'], needsToken),
  ),
}

const oidc: Record<string, LiveCheck> = {
  domain: reachable.domain,
  abilities: reachable.abilities,
  callbacks: reachable.callbacks,
  credentials: reachable.credentials,
}

/** Runs those asked for; steps that have no live check are left out. */
export async function runChecks(look: Look, steps: readonly string[]): Promise<Map<string, Check>> {
  const checks = look.setUp.provider === 'auth0' ? auth0 : oidc
  const wanted = steps.flatMap((id) => {
    const check = checks[id]
    return check ? [{ id, check }] : []
  })
  const outcomes = await Promise.all(
    wanted.map(async ({ id, check }) => [id, await outcomeOf(id, () => check(look))] as const),
  )
  return new Map(outcomes)
}
