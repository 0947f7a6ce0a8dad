/** Sign-in at Auth0 as the pretended bridge has it: half set up, or in use with some history. */
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { minutesAgo } from './desk.ts'
import { ownerApproval, type IdentityState } from './identity.ts'

type Identity = IdentityState['identity']
type Problem = NonNullable<Identity['attempts'][number]['problem']>

const issuer = 'https://ada.eu.auth0.com/'
const ada = { issuer, subject: 'auth0|6650c1f2a9', name: 'Ada Lovelace' }

const callbacks: Identity['callbacks'] = [
  {
    url: 'https://quiet-river-bank.trycloudflare.com/oauth2/callback',
    kind: 'public',
    state: 'confirmed',
  },
  ...[7422, 7423, 7424].map((port) => ({
    url: `http://127.0.0.1:${port}/oauth2/callback`,
    kind: 'loopback' as const,
    state: port === 7422 ? ('confirmed' as const) : ('unknown' as const),
  })),
]

/** A problem in the words of the catalogue. */
export function problemWith(code: 'upstream-secret-refused' | 'auth0-no-connection'): Problem {
  const error = new BridgeError(code, wordsFor)
  const { message, side, next } = error.answer()
  const link = 'https://manage.auth0.com/#/applications/aB3xYtQ7/settings'
  return { code, sentence: message, side, action: next, link }
}

const wordsFor = { provider: 'Auth0', clientId: 'aB3xYtQ7', detail: 'Unauthorized' }

/** Saved, looked at, and something is wrong; nobody is bound. */
export const halfSetUp = (): IdentityState => ({
  ...ownerApproval(),
  identity: {
    ...ownerApproval().identity,
    saved: 'auth0',
    issuer,
    clientId: 'aB3xYtQ7',
    hasSecret: true,
    callbacks,
  },
  findings: {
    domain: found('ok', 'ada.eu.auth0.com answers and names itself so.'),
    application: found('cannot-tell', 'The kind of an application is not visible from outside.'),
    credentials: {
      ...found('failed', 'Auth0 does not accept this client secret.'),
      problem: problemWith('upstream-secret-refused'),
    },
  },
})

const found = (state: 'ok' | 'failed' | 'cannot-tell', detail: string) => ({
  state,
  detail,
  problem: null,
  at: minutesAgo(2),
})

/** In use, with an owner, a guest, and attempts of both outcomes. */
export const inUse = (): IdentityState => ({
  ...halfSetUp(),
  identity: {
    ...halfSetUp().identity,
    provider: 'auth0',
    name: 'Auth0',
    owner: { ...ada, boundAt: minutesAgo(60 * 24 * 12) },
    people: [
      {
        issuer,
        subject: 'google-oauth2|1094',
        name: 'Charles',
        participants: ['chatgpt', 'codex'],
      },
    ],
    attempts: [
      {
        id: 'a2',
        at: minutesAgo(4),
        purpose: 'sign-in',
        callback: 'public',
        state: 'done',
        problem: null,
        person: ada,
      },
      {
        id: 'a1',
        at: minutesAgo(70),
        purpose: 'test',
        callback: 'loopback',
        state: 'failed',
        problem: problemWith('auth0-no-connection'),
        person: null,
      },
    ],
  },
  findings: {
    domain: found('ok', 'ada.eu.auth0.com answers and names itself so.'),
    credentials: found('ok', 'Auth0 knows the client and accepts the secret.'),
    callbacks: found('ok', 'All four are registered.'),
  },
})

/** The address has changed since it was registered. */
export const drifted = (): IdentityState => {
  const state = inUse()
  return {
    ...state,
    identity: {
      ...state.identity,
      drift: {
        line: 'https://mild-amber-gate.trycloudflare.com/oauth2/callback',
        replaces: 'https://quiet-river-bank.trycloudflare.com/oauth2/callback',
        link: 'https://manage.auth0.com/#/applications/aB3xYtQ7/settings',
      },
    },
  }
}
