/**
 * Signing in elsewhere as one part of the bridge: `upstream` for the authorization server, the rest
 * for the owner. This file only joins the pieces; each rule is in a file of its own.
 */
import { BridgeError } from '../base/errors.ts'
import type { Clock, SecretStore } from '../base/ports.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Store } from '../store/types.ts'
import { createCallbacks, type CallbackKind, type Callbacks } from './callbacks.ts'
import { createConnection, type Connection } from './connection.ts'
import { createDecisions, type Decisions } from './decisions.ts'
import { createLogins } from './logins.ts'
import { rightsOf } from './people.ts'
import { clientSecretName } from './registration.ts'
import { shown, type IdentityShown } from './shown.ts'
import { createTrial } from './trial.ts'
import type { LoopbackListener, Person, RecordAudit, Upstream } from './types.ts'
import { createUpstream } from './upstream.ts'

export interface IdentityDeps {
  store: Store
  secrets: SecretStore
  settings: Pick<SettingsStore, 'get' | 'update' | 'onChange'>
  clock: Clock
  audit: RecordAudit
  /** The public origin of now. */
  publicOrigin: () => string | null
  loopback: LoopbackListener
}

/** Ends what somebody signed in for who is not let in any more. */
export type EndSignIns = (person: Pick<Person, 'issuer' | 'subject'>) => Promise<void>

export interface Identity {
  upstream: Upstream
  decisions: Decisions
  connection: Connection
  callbacks: Pick<Callbacks, 'list' | 'publicUrl'>
  /** `token`: the one-time management token in hand. */
  status(token: IdentityShown['token']): Promise<IdentityShown>
  test(wanted: {
    callback?: CallbackKind
    bind: boolean
  }): Promise<{ url: string; attempt: string }>
  /** Somebody is not let in any more; removing them takes until `end` is done. */
  onTurnedAway(end: EndSignIns): () => void
  /** Something that `status` shows has changed. */
  onChange(listener: () => void): () => void
}

export function createIdentity(deps: IdentityDeps): Identity {
  const { store, secrets, settings, clock, audit, publicOrigin, loopback } = deps
  const listeners = new Set<() => void>()
  const announce = () => {
    for (const listener of listeners) listener()
  }
  settings.onChange(announce)
  const turnedAway = new Set<EndSignIns>()
  const current = () => settings.get().identity
  const connection = createConnection({ settings: current, secrets, clock })
  const callbacks = createCallbacks({ store, settings: current, publicOrigin, loopback })
  const logins = createLogins({ store, clock, onChange: announce })

  /** The public callback that somebody came back by is the registered one from now on. */
  async function callbackUsed(url: string): Promise<void> {
    const news = await callbacks.confirm(url)
    const registers = url === callbacks.publicUrl() && url !== current().registeredCallback
    if (registers) await settings.update({ identity: { registeredCallback: url } })
    if (news) audit('identity.callback-confirmed', null, { callback: url, by: 'a sign-in' })
  }

  const { finish, ...interactive } = createUpstream({
    settings: current,
    connection,
    callbacks,
    logins,
    audit,
    callbackUsed,
  })
  const decisions = createDecisions({
    settings,
    secrets,
    connection,
    callbacks,
    audit,
    now: () => clock.now(),
    async endSignIns(person) {
      await Promise.all([...turnedAway].map((end) => end(person)))
    },
  })
  const trial = createTrial({
    connection,
    callbacks,
    logins,
    finish,
    spoil: (query) => interactive.spoil(query),
    bind: decisions.bind,
    check(person) {
      // Before anybody is bound, a test only shows that the way there and back works.
      if (current().owner !== null) rightsOf(current(), person)
    },
  })

  return {
    decisions,
    connection,
    callbacks,
    test: trial.make,
    upstream: {
      ...interactive,
      start: trial.start,
      async callback(query, cookieHeader) {
        const login = logins.find(query.get('state'))
        if (!login) throw new BridgeError('upstream-way-back-unknown')
        if (login.purpose === 'test') return trial.back(login, query, cookieHeader)
        return { redirect: `${login.origin}/interaction/${login.browser}/upstream?${query}` }
      },
    },
    async status(token) {
      const hasSecret = (await secrets.get(clientSecretName)) !== undefined
      const now = clock.now()
      return shown({
        identity: current(),
        callbacks,
        logins: logins.newest(),
        hasSecret,
        token,
        now,
      })
    },
    onTurnedAway(end) {
      turnedAway.add(end)
      return () => turnedAway.delete(end)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
