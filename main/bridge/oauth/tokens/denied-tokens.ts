/** Access tokens revoked one by one (RFC 7009), in memory and on disk until they would have expired. */
import type { Clock } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'

export interface DeniedTokens {
  has(jti: string): boolean
  /** Effective at once; resolves when on disk. */
  add(jti: string, expiresAtSeconds: number): Promise<void>
  prune(): Promise<void>
}

export function createDeniedTokens(deps: {
  store: Store
  clock: Clock
  /** A token stopped being good, so open streams must be looked at again. */
  onChange: () => void
}): DeniedTokens {
  const { store, clock, onChange } = deps
  const insert = store.statement('INSERT OR IGNORE INTO denied_tokens VALUES (?, ?)')
  const drop = store.statement('DELETE FROM denied_tokens WHERE expires_at <= ?')
  const rows = store.statement('SELECT jti, expires_at FROM denied_tokens').all()
  const denied = new Map(rows.map((row) => [String(row['jti']), Number(row['expires_at'])]))

  return {
    has: (jti) => denied.has(jti),
    async add(jti, expiresAtSeconds) {
      denied.set(jti, expiresAtSeconds)
      onChange()
      await store.write(() => insert.run(jti, expiresAtSeconds))
    },
    async prune() {
      const now = Math.floor(clock.now() / 1_000)
      for (const [jti, expiresAt] of denied) if (expiresAt <= now) denied.delete(jti)
      await store.write(() => drop.run(now))
    },
  }
}
