/** What the owner decides about signing in elsewhere: the provider, who is the owner, who else may. */
import { BridgeError } from '../base/errors.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Callbacks } from './callbacks.ts'
import type { Connection } from './connection.ts'
import { readIssuer } from './issuer.ts'
import { called, samePerson } from './people.ts'
import { clientSecretName, clientSecretOf, registrationOf, sameIssuer } from './registration.ts'
import type { Person, RecordAudit } from './types.ts'

/** What was entered; what is left out stays. */
export interface Draft {
  provider: 'auth0' | 'oidc'
  domain?: string | undefined
  clientId?: string | undefined
  clientSecret?: string | undefined
  audience?: string | undefined
}

export interface Decisions {
  save(draft: Draft): Promise<void>
  on(): Promise<void>
  off(forget: boolean): Promise<void>
  bind(person: Person): Promise<void>
  unbind(): Promise<void>
  admit(person: Pick<Person, 'subject' | 'name'>, participants: string[]): Promise<void>
  dismiss(subject: string): Promise<void>
  confirmCallback(): Promise<void>
}

export interface DecisionsDeps {
  settings: Pick<SettingsStore, 'get' | 'update'>
  secrets: SecretStore
  connection: Connection
  callbacks: Callbacks
  audit: RecordAudit
  now: () => number
  /** Ends what somebody signed in for who is not let in any more. */
  endSignIns: (person: Pick<Person, 'issuer' | 'subject'>) => Promise<void>
}

type Saved = NonNullable<Settings['identity']['saved']>

export function createDecisions(deps: DecisionsDeps): Decisions {
  const { settings, secrets, connection, callbacks, audit, now, endSignIns } = deps
  const identity = () => settings.get().identity
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: each looks at what there is before it changes it. */
  const inTurn =
    <A extends unknown[]>(decide: (...given: A) => Promise<void>) =>
    (...given: A): Promise<void> => {
      const done = last.then(() => decide(...given))
      last = done.catch(() => {})
      return done
    }

  return {
    save: inTurn(async ({ provider, domain, clientId, clientSecret, audience }) => {
      const before = identity().saved
      const issuer = domain === undefined ? before?.issuer : readIssuer(provider, domain)
      if (issuer === undefined)
        throw new BridgeError('upstream-incomplete', { missing: 'the domain' })
      const saved: Saved = {
        provider,
        issuer,
        clientId: (clientId ?? before?.clientId ?? '').trim(),
        audience: (audience ?? before?.audience ?? '').trim() || null,
      }
      const elsewhere = before !== null && !sameIssuer(before.issuer, issuer)
      const otherClient = elsewhere || (before !== null && before.clientId !== saved.clientId)
      // A secret belongs to its client: the old one is none of the new client's.
      const secret = clientSecret?.trim()
      if (secret) await secrets.set(clientSecretName, secret)
      else if (otherClient) await secrets.delete(clientSecretName)
      const gone = elsewhere ? identity().people : []
      const inUse = identity().provider !== 'owner-approval'
      await settings.update({
        identity: {
          saved,
          ...(inUse && { provider: elsewhere ? 'owner-approval' : provider }),
          ...(otherClient && { registeredCallback: null }),
          // Nobody of the one provider is known at the other.
          ...(elsewhere && { owner: null, people: [] }),
        },
      })
      connection.forget()
      audit('identity.saved', null, { provider, issuer, clientId: saved.clientId })
      await Promise.all(gone.map(endSignIns))
    }),
    on: inTurn(async () => {
      const registration = registrationOf(identity())
      await clientSecretOf(secrets, registration)
      if (identity().owner === null) throw new BridgeError('upstream-owner-unbound')
      await settings.update({ identity: { provider: registration.provider } })
      audit('identity.on', null, { provider: registration.provider, issuer: registration.issuer })
    }),
    off: inTurn(async (forget) => {
      const gone = forget ? identity().people : []
      await settings.update({
        identity: {
          provider: 'owner-approval',
          ...(forget && { saved: null, owner: null, people: [], registeredCallback: null }),
        },
      })
      if (forget) await secrets.delete(clientSecretName)
      connection.forget()
      audit('identity.off', null, { forgotten: forget ? 'yes' : 'no' })
      await Promise.all(gone.map(endSignIns))
    }),
    bind: inTurn(async (person) => {
      const { owner } = identity()
      if (owner !== null && !samePerson(owner, person)) {
        throw new BridgeError('upstream-owner-bound')
      }
      const { issuer, subject, name } = person
      const { provider } = registrationOf(identity())
      const boundAt = owner?.boundAt ?? new Date(now()).toISOString()
      await settings.update({ identity: { provider, owner: { issuer, subject, name, boundAt } } })
      audit('identity.bound', null, { person: called(person), issuer, subject })
    }),
    unbind: inTurn(async () => {
      const { owner } = identity()
      if (owner === null) return
      await settings.update({ identity: { provider: 'owner-approval', owner: null } })
      audit('identity.unbound', null, { issuer: owner.issuer, subject: owner.subject })
    }),
    admit: inTurn(async ({ subject, name }, participants) => {
      const issuer = identity().owner?.issuer ?? (await connection.get()).issuer
      const person = { issuer, subject, name }
      const before = identity().people.find((one) => samePerson(one, person))
      const others = identity().people.filter((one) => !samePerson(one, person))
      await settings.update({ identity: { people: [...others, { ...person, participants }] } })
      audit('identity.admitted', null, { issuer, subject, participants: participants.join(' ') })
      // Clients that speak as somebody who was taken from them would go on doing so.
      const fewer = before?.participants.some((id) => !participants.includes(id))
      if (fewer) await endSignIns(person)
    }),
    dismiss: inTurn(async (subject) => {
      const gone = identity().people.filter((one) => one.subject === subject)
      const people = identity().people.filter((one) => one.subject !== subject)
      await settings.update({ identity: { people } })
      for (const { issuer } of gone) audit('identity.dismissed', null, { issuer, subject })
      await Promise.all(gone.map(endSignIns))
    }),
    confirmCallback: inTurn(async () => {
      const url = callbacks.publicUrl()
      if (url === null) throw new BridgeError('upstream-no-public-callback')
      await settings.update({ identity: { registeredCallback: url } })
      audit('identity.callback-confirmed', null, { callback: url, by: 'the owner' })
    }),
  }
}
