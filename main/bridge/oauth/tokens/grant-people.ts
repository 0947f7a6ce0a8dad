/** Who signed in for a grant, so that it ends when they are let in no more. */
import type { Person } from '../../identity/types.ts'
import type { Store } from '../../store/types.ts'
import type { Grants } from './grants.ts'
import { text } from '../rows.ts'

type Who = Pick<Person, 'issuer' | 'subject'>

export interface GrantPeople {
  remember(grantId: string, person: Who): Promise<void>
  /** Ends every sign-in of this person, effective on the next request. */
  end(person: Who): Promise<void>
  /** Forgets grants that are gone. */
  prune(): Promise<void>
}

export function createGrantPeople(deps: {
  store: Store
  grants: Pick<Grants, 'end'>
}): GrantPeople {
  const { store, grants } = deps
  const put = store.statement('INSERT OR REPLACE INTO grant_people VALUES (?, ?, ?)')
  const of = store.statement('SELECT grant_id FROM grant_people WHERE issuer = ? AND subject = ?')
  const drop = store.statement('DELETE FROM grant_people WHERE issuer = ? AND subject = ?')
  const prune = store.statement(`
    DELETE FROM grant_people WHERE NOT EXISTS (
      SELECT 1 FROM oidc WHERE model = 'Grant' AND id = grant_id)`)

  return {
    async remember(grantId, { issuer, subject }) {
      await store.write(() => put.run(grantId, issuer, subject))
    },
    async end({ issuer, subject }) {
      const ended = of.all(issuer, subject).map((row) => grants.end(text(row, 'grant_id')))
      await Promise.all([...ended, store.write(() => drop.run(issuer, subject))])
    },
    async prune() {
      await store.write(() => prune.run())
    },
  }
}
