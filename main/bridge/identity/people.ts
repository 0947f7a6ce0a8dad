/** Who may come in: the bound owner, and people the owner admitted; by `iss` and `sub` together. */
import { BridgeError } from '../base/errors.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import { nameOf } from './registration.ts'
import type { Person, Rights } from './types.ts'

export const samePerson = (
  a: Pick<Person, 'issuer' | 'subject'>,
  b: Pick<Person, 'issuer' | 'subject'>,
): boolean => a.issuer === b.issuer && a.subject === b.subject

/** What people are called on pages; the subject where the provider gave no name. */
export const called = ({ name, subject }: Person): string => name ?? subject

/** Whom the clients of a person may speak as. Throws `upstream-stranger`, `upstream-owner-unbound`. */
export function rightsOf(identity: Settings['identity'], person: Person): Rights {
  const { owner, people, saved } = identity
  if (owner === null) throw new BridgeError('upstream-owner-unbound')
  if (samePerson(owner, person)) return 'any'
  const admitted = people.find((one) => samePerson(one, person))
  if (admitted) return admitted.participants
  throw new BridgeError('upstream-stranger', {
    person: called(person),
    subject: person.subject,
    provider: saved === null ? 'the provider' : nameOf(saved),
  })
}
