/**
 * Sign-ins at the provider: each is found by its `state`, works once, and ends after ten minutes. On
 * disk, so that a restart in the middle loses none; what is secret of them is sealed (sealed.ts).
 */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../base/ports.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import type { Problem } from '../explain/problem.ts'
import { loginFrom, type Login } from './rows.ts'
import { hashOf, seal, unseal, type LoginSecrets } from './sealed.ts'
import type { Person } from './types.ts'

export type NewLogin = Pick<
  Login,
  'purpose' | 'browser' | 'origin' | 'callback' | 'issuer' | 'clientId' | 'binds'
>

/** What begins one throws `disk-full` when the disk has no room for it. */
export interface Logins {
  /** A sign-in takes the place of an earlier one of its browser that did not come back. */
  begin(login: NewLogin, state: string, secrets: LoginSecrets): Promise<Login>
  /** A test that begins when somebody opens the link with `ticket`. */
  prepare(login: NewLogin, ticket: string): Promise<Login>
  /** The test of a ticket that was not used yet. */
  prepared(ticket: string): Login | undefined
  /** Uses the ticket up; false when somebody else was first. */
  embark(ticket: string, browser: string, state: string, secrets: LoginSecrets): Promise<boolean>
  /** The sign-in of a state, while it waits. */
  find(state: string | null): Login | undefined
  /** Uses the state up; undefined when somebody else was first. */
  take(state: string): Promise<LoginSecrets | undefined>
  finish(id: string, end: { person: Person } | { problem: Problem; person?: Person }): Promise<void>
  /** The newest of each purpose, newest first. */
  newest(): Login[]
}

export const loginMs = 10 * 60 * 1_000
const kept = 200
const shownOfEach = 12

export function createLogins(deps: { store: Store; clock: Clock; onChange: () => void }): Logins {
  const { store, clock, onChange } = deps
  const insert = store.statement(
    `INSERT INTO upstream_logins VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', NULL, NULL, ?, ?)`,
  )
  const replace = store.statement(
    `DELETE FROM upstream_logins WHERE purpose = 'sign-in' AND browser = ? AND outcome = 'waiting'`,
  )
  const prune = store.statement(`
    DELETE FROM upstream_logins WHERE started_at < (
      SELECT started_at FROM upstream_logins ORDER BY started_at DESC LIMIT 1 OFFSET ${kept})
      AND expires_at <= ?`)
  const byHash = store.statement(
    `SELECT * FROM upstream_logins WHERE state_hash = ? AND (sealed IS NOT NULL) = ? AND expires_at > ?`,
  )
  const embark = store.statement(`
    UPDATE upstream_logins SET state_hash = ?, sealed = ?, browser = ?, expires_at = ?
    WHERE state_hash = ? AND sealed IS NULL`)
  const sealedBy = store.statement('SELECT sealed FROM upstream_logins WHERE state_hash = ?')
  const use = store.statement(
    'UPDATE upstream_logins SET state_hash = NULL, sealed = NULL WHERE state_hash = ? AND sealed = ?',
  )
  const finish = store.statement(`
    UPDATE upstream_logins SET outcome = ?, problem = ?, person = ?, state_hash = NULL, sealed = NULL
    WHERE id = ?`)
  const newest = store.statement(
    'SELECT * FROM upstream_logins WHERE purpose = ? ORDER BY started_at DESC LIMIT ? + 0',
  )

  async function add(login: NewLogin, key: string, sealed: string | null): Promise<Login> {
    const now = clock.now()
    const id = randomBytes(9).toString('base64url')
    const { purpose, browser, origin, callback, issuer, clientId, binds } = login
    const expiresAt = now + loginMs
    const values = [id, purpose, browser, origin, callback, issuer, clientId, Number(binds)]
    // Anybody with the sign-in page open can begin one.
    store.room.require(databaseBytes(values.join('').length + (sealed?.length ?? 0)))
    await store.write(() => {
      prune.run(now)
      if (purpose === 'sign-in') replace.run(browser)
      insert.run(...values, key, sealed, now, expiresAt)
    })
    announce()
    return {
      ...login,
      id,
      outcome: 'waiting',
      problem: null,
      person: null,
      startedAt: now,
      expiresAt,
    }
  }

  /** Now, and when it will have timed out. */
  function announce(): void {
    onChange()
    setTimeout(onChange, loginMs + 1_000).unref()
  }

  function lookUp(hash: string, embarked: boolean): Login | undefined {
    const row = byHash.get(hash, Number(embarked), clock.now())
    return row && loginFrom(row)
  }

  return {
    begin: (login, state, secrets) => add(login, hashOf(state), seal(state, secrets)),
    prepare: (login, ticket) => add(login, hashOf(ticket), null),
    prepared: (ticket) => lookUp(hashOf(ticket), false),
    async embark(ticket, browser, state, secrets) {
      const values = [hashOf(state), seal(state, secrets), browser, clock.now() + loginMs]
      store.room.require(databaseBytes(values.join('').length))
      const { changes } = await store.write(() => embark.run(...values, hashOf(ticket)))
      announce()
      return changes > 0
    },
    find: (state) => (state === null ? undefined : lookUp(hashOf(state), true)),
    async take(state) {
      const sealed = sealedBy.get(hashOf(state))?.['sealed']
      if (typeof sealed !== 'string') return undefined
      const { changes } = await store.write(() => use.run(hashOf(state), sealed))
      return changes > 0 ? unseal(state, sealed) : undefined
    },
    async finish(id, end) {
      const problem = 'problem' in end ? JSON.stringify(end.problem) : null
      const person = end.person === undefined ? null : JSON.stringify(end.person)
      const outcome = problem === null ? 'done' : 'failed'
      await store.write(() => finish.run(outcome, problem, person, id))
      onChange()
    },
    newest: () =>
      (['sign-in', 'test'] as const)
        .flatMap((purpose) => newest.all(purpose, shownOfEach).map(loginFrom))
        .sort((a, b) => b.startedAt - a.startedAt),
  }
}
