/** Clears away what has had its time: expired rows, sign-ins nobody finished, unused registrations. */
import type { Clock, Log } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import type { Approvals } from '../approval/approvals.ts'
import type { Audit } from '../audit.ts'
import type { ClientRecords } from '../clients/client-records.ts'
import type { DeniedTokens } from './denied-tokens.ts'
import type { GrantPeople } from './grant-people.ts'
import type { Grants } from './grants.ts'
import type { Limits } from '../limits.ts'
import { isUnapproved } from '../clients/registration.ts'

export interface ClearExpiredDeps {
  store: Store
  clock: Clock
  log: Log
  records: ClientRecords
  grants: Grants
  grantPeople: Pick<GrantPeople, 'prune'>
  approvals: Approvals
  denied: DeniedTokens
  audit: Audit
  limits: Limits
  onClientsChange: () => void
}

/** One round. Registrations that were ever approved are never touched. */
export async function clearExpired(deps: ClearExpiredDeps): Promise<void> {
  const { store, clock, log, records, grants, grantPeople, approvals, denied, audit, limits } = deps
  const now = clock.now()
  const nowSeconds = Math.floor(now / 1_000)
  const expired = store.statement(`DELETE FROM oidc WHERE expires_at <= ? AND model <> 'Grant'`)
  await store.write(() => expired.run(nowSeconds))
  const ended = await grants.collect(nowSeconds, limits.accessTokenSeconds)

  const idleSince = now - limits.registrationIdleSeconds * 1_000
  const idle = records
    .all()
    .filter((record) => isUnapproved(record) && record.createdAt <= idleSince)
  await Promise.all(idle.map(({ clientId }) => records.remove(clientId)))

  await Promise.all([
    approvals.prune(),
    grantPeople.prune(),
    denied.prune(),
    records.flush(),
    audit.prune(limits.auditRows),
  ])
  if (ended > 0 || idle.length > 0) {
    log.info('oauth.reaped', { grants: ended, registrations: idle.length })
    deps.onClientsChange()
  }
}
