/** People are the same when issuer and subject are: providers choose subjects as they like. */
import { expect, it } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { rightsOf, samePerson } from '../../main/bridge/identity/people.ts'
import { settingsSchema } from '../../main/contract/settings-schema.ts'

const home = 'https://home.auth0.com/'
const other = 'https://other.auth0.com/'
const alice = { issuer: home, subject: 'auth0|alice', name: 'Alice' }
const bob = { issuer: home, subject: 'auth0|bob', name: 'Bob' }

const { identity } = settingsSchema.parse({
  identity: {
    provider: 'auth0',
    owner: { ...alice, boundAt: '2026-01-01T00:00:00Z' },
    people: [{ ...bob, participants: ['guest'] }],
  },
})

function refused(person: typeof alice, settings = identity): string {
  try {
    return `let in as ${String(rightsOf(settings, person))}`
  } catch (error) {
    if (error instanceof BridgeError) return error.code
    throw error
  }
}

it('lets the owner in for anything, and whom the owner admitted for what was allowed', () => {
  expect(rightsOf(identity, alice)).toBe('any')
  expect(rightsOf(identity, bob)).toEqual(['guest'])
})

it.each([
  ['the subject of the owner at another provider', { ...alice, issuer: other }],
  ['the subject of somebody admitted at another provider', { ...bob, issuer: other }],
  ['another subject of the same provider', { ...alice, subject: 'auth0|mallory' }],
  ['the name of the owner with another subject', { ...bob, name: 'Alice', subject: 'auth0|x' }],
  ['the subject in other letters', { ...alice, subject: 'AUTH0|ALICE' }],
  ['the issuer without its slash', { ...alice, issuer: home.slice(0, -1) }],
])('keeps out %s', (_what, person) => {
  expect(refused(person)).toBe('upstream-stranger')
  expect([alice, bob].some((known) => samePerson(known, person))).toBe(false)
})

it('lets nobody in before an owner is bound, not even those admitted', () => {
  expect(refused(bob, { ...identity, owner: null })).toBe('upstream-owner-unbound')
})

it('knows people by issuer and subject, whatever they are called now', () => {
  expect(rightsOf(identity, { ...alice, name: 'Somebody else' })).toBe('any')
  expect(rightsOf(identity, { ...bob, name: '' })).toEqual(['guest'])
})
