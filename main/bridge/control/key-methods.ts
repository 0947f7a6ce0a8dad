/** Signing keys and the audit trail. */
import type { keyMethods } from '../../contract/keys.ts'
import type { Audit, AuditEntry } from '../oauth/audit.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { HandlersOf } from './handlers.ts'

const standardPage = 100

export function keyHandlers(
  { keys, clients }: Pick<AuthorizationServer, 'keys' | 'clients'>,
  audit: Pick<Audit, 'list' | 'nameOf'>,
): HandlersOf<typeof keyMethods> {
  /** As the owner knows it now; of a client that is gone, as it was called when it went. */
  function nameFor(page: readonly AuditEntry[]): (clientId: string) => string | null {
    const names = new Map(clients.list().map(({ clientId, name }) => [clientId, name]))
    for (const { clientId } of page) {
      if (clientId === null || names.has(clientId)) continue
      const name = audit.nameOf(clientId)
      if (name !== null) names.set(clientId, name)
    }
    return (clientId) => names.get(clientId) ?? null
  }

  return {
    'keys.list': () => keys.list(),
    'keys.rotate': () => keys.rotate(),
    'audit.list': ({ before, limit = standardPage }) => {
      const page = audit.list(limit, before)
      const nameOf = nameFor(page)
      return page.map((entry) => ({
        ...entry,
        client: entry.clientId === null ? null : nameOf(entry.clientId),
      }))
    },
  }
}
