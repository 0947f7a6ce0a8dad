/**
 * What oidc-provider stores, in the table `oidc`: codes, grants, interactions, refresh tokens. Reads
 * are synchronous, writes share the group commit. Two rules live here and nowhere else: a code is
 * consumed once even by simultaneous requests, and a used refresh token answers a little longer.
 */
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { Clock } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import type { Grants } from './tokens/grants.ts'
import { integerOrNull, text, type Row } from './rows.ts'
import { presentedPayload, storedId, storedPayload } from './tokens/stored-id.ts'

export interface AdapterDeps {
  store: Store
  clock: Clock
  grants: Pick<Grants, 'opened' | 'closed'>
  /** How long a used refresh token still answers. Counted from its first use, so it cannot slide. */
  refreshGraceSeconds: number
  /** How often it answers at most. */
  refreshUses: number
  /** Sign-ins that never came as far as asking the owner: how long each is kept, and how many. */
  undecidedSeconds: number
  undecidedSignIns: number
}

/** The adapter of one model (`Grant`, `AuthorizationCode`, `RefreshToken`…). */
export function createTableAdapter(model: string, deps: AdapterDeps): Adapter {
  const { store, clock, grants, refreshGraceSeconds, refreshUses } = deps
  const { undecidedSeconds, undecidedSignIns } = deps
  const key = (id: string) => storedId(model, id)
  const seconds = () => Math.floor(clock.now() / 1_000)
  const put = store.statement('INSERT OR REPLACE INTO oidc VALUES (?, ?, ?, ?, ?, ?, ?)')
  const byId = select('id')
  const byUid = select('uid')
  const byUserCode = select('user_code')
  const consume = store.statement(`
    UPDATE oidc SET payload = json_set(payload, '$.consumed', ?)
    WHERE model = ? AND id = ? AND payload ->> '$.consumed' IS NULL`)
  const consumeAgain = store.statement(`
    UPDATE oidc SET payload = json_set(payload, '$.uses', coalesce(payload ->> '$.uses', 1) + 1)
    WHERE model = ? AND id = ? AND coalesce(payload ->> '$.uses', 1) < ?`)
  const drop = store.statement('DELETE FROM oidc WHERE model = ? AND id = ?')
  const known = store.statement('SELECT 1 FROM oidc WHERE model = ? AND id = ?')
  /** A sign-in the owner has been asked about is in `approvals` and stays. */
  const dropUndecided = store.statement(`
    DELETE FROM oidc WHERE model = 'Interaction' AND id IN (
      SELECT id FROM oidc WHERE model = 'Interaction' AND id NOT IN (SELECT uid FROM approvals)
      ORDER BY expires_at DESC LIMIT -1 OFFSET ?)`)
  const dropGrant = store.statement('DELETE FROM oidc WHERE model = ? AND grant_id = ?')

  function select(column: 'id' | 'uid' | 'user_code') {
    return store.statement(`SELECT payload, expires_at FROM oidc WHERE model = ? AND ${column} = ?`)
  }

  function live(row: Row | undefined): AdapterPayload | undefined {
    if (!row) return undefined
    const expiresAt = integerOrNull(row, 'expires_at')
    if (expiresAt !== null && expiresAt <= seconds()) return undefined
    const payload: AdapterPayload = JSON.parse(text(row, 'payload'))
    return payload
  }

  /** Hosts refresh in parallel and retry after lost answers; that is no theft yet. */
  function withinGrace(payload: AdapterPayload): boolean {
    const { consumed } = payload
    if (model !== 'RefreshToken' || typeof consumed !== 'number') return false
    const passed = Math.abs(seconds() - consumed)
    // Either way: a clock that was set back would make the grace as long as it is behind.
    return passed < refreshGraceSeconds
  }

  return {
    async upsert(id, payload, expiresIn) {
      const begins = model === 'Interaction' && known.get(model, key(id)) === undefined
      const lives = begins ? Math.min(expiresIn ?? undecidedSeconds, undecidedSeconds) : expiresIn
      const expiresAt = lives === undefined ? null : seconds() + lives
      const { grantId, uid, userCode } = payload
      await store.write(() => {
        put.run(
          model,
          key(id),
          JSON.stringify(storedPayload(model, payload)),
          expiresAt,
          grantId ?? null,
          uid ?? null,
          userCode ?? null,
        )
        if (begins) dropUndecided.run(undecidedSignIns)
      })
      if (model === 'Grant') grants.opened(id, payload)
    },
    async find(id) {
      const found = live(byId.get(model, key(id)))
      if (!found) return undefined
      const payload = presentedPayload(model, id, found)
      if (!withinGrace(payload)) return payload
      const { consumed: _hidden, uses: _ours, ...unconsumed } = payload
      return unconsumed
    },
    async findByUid(uid) {
      return live(byUid.get(model, uid))
    },
    async findByUserCode(userCode) {
      return live(byUserCode.get(model, userCode))
    },
    async consume(id) {
      const { changes } = await store.write(() => consume.run(seconds(), model, key(id)))
      if (changes > 0) return
      // The other one of two simultaneous requests was first (RFC 6749 §4.1.2: used once).
      if (model === 'AuthorizationCode') {
        throw new errors.InvalidGrant('authorization code already consumed')
      }
      // Within the grace. Too often is refused but ends nothing: a host gone wild is no thief.
      const again = await store.write(() => consumeAgain.run(model, key(id), refreshUses))
      if (again.changes === 0) throw new errors.InvalidGrant('refresh token used too often')
    },
    async destroy(id) {
      const closed = model === 'Grant' ? grants.closed(id) : undefined
      await store.write(() => drop.run(model, key(id)))
      await closed
    },
    async revokeByGrantId(grantId) {
      await store.write(() => dropGrant.run(model, grantId))
    },
  }
}

/**
 * oidc-provider remembers browsers that signed in. Nothing may depend on that here: each sign-in is
 * approved by itself (a session would let a second client pass without the owner).
 */
export const forgetfulAdapter: Adapter = {
  async upsert() {},
  async find() {},
  async findByUid() {},
  async findByUserCode() {},
  async consume() {},
  async destroy() {},
  async revokeByGrantId() {},
}
