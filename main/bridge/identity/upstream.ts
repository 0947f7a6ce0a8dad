/**
 * Sign-ins of MCP clients that are continued at the provider. The code that comes back is never kept:
 * it travels on in the browser, to the page whose cookie proves that this browser began the sign-in.
 */
import { BridgeError, toBridgeError } from '../base/errors.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import type { Callbacks } from './callbacks.ts'
import type { Connection } from './connection.ts'
import { personFrom, wayThere } from './exchange.ts'
import { problemOfError } from './faults.ts'
import type { Logins } from './logins.ts'
import { called, rightsOf } from './people.ts'
import { nameOf, sameIssuer } from './registration.ts'
import type { Login } from './rows.ts'
import type { Departure, Offer, Person, RecordAudit, Rights, Upstream } from './types.ts'

export interface UpstreamDeps {
  settings: () => Settings['identity']
  connection: Connection
  callbacks: Callbacks
  logins: Logins
  audit: RecordAudit
  /** A callback was come back by. */
  callbackUsed: (url: string) => Promise<void>
}

export type Interactive = Pick<Upstream, 'offered' | 'depart' | 'arrive' | 'rightsOf' | 'spoil'> & {
  /** Uses a login up and finds out who came back. Throws BridgeError; the attempt is recorded. */
  finish: (
    login: Login,
    query: URLSearchParams,
    accept: (person: Person) => void | Promise<void>,
  ) => Promise<Person>
}

export function createUpstream(deps: UpstreamDeps): Interactive {
  const { settings, connection, callbacks, logins, audit } = deps

  async function exchange(login: Login, query: URLSearchParams): Promise<Person> {
    const taken = await logins.take(query.get('state') ?? '')
    if (!taken) throw new BridgeError('upstream-way-back-unknown')
    const connected = await connection.get()
    // Whoever was asked then must be who answers now (RFC 9700 §4.4, mixed-up providers).
    const { issuer, clientId } = login
    if (connected.issuer !== issuer || connected.registration.clientId !== clientId) {
      throw new BridgeError('upstream-changed')
    }
    if (!callbacks.isOurs(login.callback)) throw new BridgeError('upstream-changed')
    // A test comes back in the owner's own browser. What a stranger brings may be made up, and says
    // something about the callback only once the provider has given a token for it.
    if (login.purpose === 'test') await deps.callbackUsed(login.callback)
    try {
      const person = await personFrom(connected, login.callback, query, taken)
      await deps.callbackUsed(login.callback)
      return person
    } catch (error) {
      // New keys or endpoints at the provider are found next time.
      connection.forget()
      throw error
    }
  }

  async function finish(
    login: Login,
    query: URLSearchParams,
    accept: (person: Person) => void | Promise<void>,
  ): Promise<Person> {
    let person: Person | undefined
    try {
      person = await exchange(login, query)
      await accept(person)
    } catch (thrown) {
      const error = toBridgeError(thrown)
      const refused = error.code === 'upstream-stranger'
      const who = person && {
        person: called(person),
        issuer: person.issuer,
        subject: person.subject,
      }
      audit(refused ? 'upstream.refused' : 'upstream.failed', null, {
        purpose: login.purpose,
        code: error.code,
        ...who,
      })
      // Somebody else was first with this state: what the first one finds counts.
      if (error.code !== 'upstream-way-back-unknown') {
        await logins.finish(login.id, { problem: problemOfError(error), ...(person && { person }) })
      }
      throw thrown
    }
    await logins.finish(login.id, { person })
    return person
  }

  async function spoil(query: URLSearchParams): Promise<void> {
    const login = logins.find(query.get('state'))
    if (!login) return
    const problem = problemOfError(new BridgeError('upstream-foreign-browser'))
    await logins.finish(login.id, { problem })
    audit('upstream.foreign-browser', null, { purpose: login.purpose, origin: login.origin })
  }

  function offered(): Offer | undefined {
    const { provider, saved, owner } = settings()
    if (provider === 'owner-approval' || saved === null || owner === null) return undefined
    if (!sameIssuer(owner.issuer, saved.issuer)) return undefined
    return { name: nameOf(saved), onThisComputer: callbacks.kind() === 'loopback' }
  }

  const rights = (person: Person): Rights => rightsOf(settings(), person)

  return {
    finish,
    spoil,
    rightsOf: rights,
    offered,
    async depart({ uid, originUrl, clientId }: Departure) {
      if (offered() === undefined) throw new BridgeError('upstream-off')
      const connected = await connection.get()
      const { url: callback } = await callbacks.choose(callbacks.kind())
      const { url, state, secrets } = await wayThere(connected, callback)
      const { issuer, registration } = connected
      await logins.begin(
        {
          purpose: 'sign-in',
          browser: uid,
          origin: originUrl,
          callback,
          issuer,
          clientId: registration.clientId,
          binds: false,
        },
        state,
        secrets,
      )
      audit('upstream.begun', clientId, { origin: originUrl, callback })
      return url
    },
    async arrive({ uid, originUrl, clientId }, query) {
      const login = logins.find(query.get('state'))
      if (login?.purpose !== 'sign-in') throw new BridgeError('upstream-way-back-unknown')
      if (login.browser !== uid || login.origin !== originUrl) {
        await spoil(query)
        throw new BridgeError('upstream-foreign-browser')
      }
      if (offered() === undefined) throw new BridgeError('upstream-off')
      const person = await finish(login, query, (found) => void rights(found))
      const { issuer, subject } = person
      audit('upstream.signed-in', clientId, { person: called(person), issuer, subject })
      return { person, participants: rights(person) }
    },
  }
}
