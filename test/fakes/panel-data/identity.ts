/** Sign-in elsewhere, as the pretended bridge has it: nothing yet, or Auth0 half set up. */
import { explainText } from '../../../main/bridge/explain/explain-text.ts'
import { auth0Steps } from '../../../main/bridge/identity/guide/auth0-steps.ts'
import { oidcSteps } from '../../../main/bridge/identity/guide/oidc-steps.ts'
import type { MethodParams, MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type Identity = MethodResult<'identity.status'>
type Step = MethodResult<'identity.steps'>[number]
type Draft = MethodParams<'identity.steps'>

export interface IdentityState {
  identity: Identity
  /** What is known of each step. */
  findings: Record<string, Step['check']>
  /** What the next check finds. */
  checked: Step['check']
  /** A test sign-in goes on for ever. */
  waits: boolean
}

export const ownerApproval = (): IdentityState => ({
  identity: {
    provider: 'owner-approval',
    name: 'this computer',
    saved: null,
    issuer: null,
    clientId: null,
    hasSecret: false,
    audience: null,
    owner: null,
    people: [],
    callbacks: [
      { url: 'http://127.0.0.1:7422/oauth2/callback', kind: 'loopback', state: 'unknown' },
    ],
    drift: null,
    attempts: [],
    token: null,
  },
  findings: {},
  checked: { state: 'ok', detail: 'It is as it should be.', problem: null, at: null },
  waits: false,
})

/** The real guide, filled with what is entered, else with what is saved. */
function stepsOf(state: IdentityState, draft: Draft): Step[] {
  const { issuer, clientId, audience, callbacks, owner } = state.identity
  const domain = draft.domain ?? URL.parse(issuer ?? '')?.host ?? null
  const facts = {
    domain,
    clientId: draft.clientId ?? clientId,
    audience: (draft.audience ?? audience) || null,
    callbacks,
  }
  const texts = draft.provider === 'auth0' ? auth0Steps(facts) : oidcSteps(facts)
  const none: Step['check'] = {
    state: 'unknown',
    detail: 'Not checked yet.',
    problem: null,
    at: null,
  }
  return texts.map((text) => {
    if (text.id !== 'test') return { ...text, check: state.findings[text.id] ?? none }
    const bound = { ...none, state: 'ok' as const, detail: `${owner?.name} is bound as the owner.` }
    return { ...text, check: owner ? bound : { ...none, detail: 'Nobody has signed in yet.' } }
  })
}

export function identityHandlers({ state, emit }: Desk<IdentityState>): FakeHandlers {
  const become = (change: Partial<Identity>): Identity => {
    state.identity = { ...state.identity, ...change }
    emit('identity')
    return state.identity
  }
  return {
    'identity.status': () => state.identity,
    'identity.steps': (draft) => stepsOf(state, draft),
    'identity.check': ({ step, ...draft }) => {
      const at = new Date().toISOString()
      for (const { id } of stepsOf(state, draft)) {
        if (step === undefined || step === id) state.findings[id] = { ...state.checked, at }
      }
      return stepsOf(state, draft)
    },
    'identity.save': ({ provider, domain = '', clientId = '', clientSecret, audience }) =>
      become({
        saved: provider,
        issuer: `https://${domain}/`,
        clientId,
        hasSecret: clientSecret !== undefined,
        audience: audience || null,
      }),
    'identity.off': () => become({ provider: 'owner-approval', name: 'this computer' }),
    'identity.on': () => become({ provider: 'auth0', name: 'Auth0' }),
    'identity.test': ({ callback = 'loopback', bind = false }) => {
      const at = new Date().toISOString()
      const issuer = state.identity.issuer ?? ''
      if (state.waits) {
        const id = 'waiting'
        become({
          attempts: [
            { id, at, purpose: 'test', callback, state: 'waiting', problem: null, person: null },
          ],
        })
        return { url: 'http://127.0.0.1:7422/oauth2/start?once=Zk3', attempt: id }
      }
      const ada = { issuer, subject: 'auth0|ada', name: 'Ada Lovelace' }
      const id = `a${state.identity.attempts.length + 1}`
      become({
        attempts: [
          { id, at, purpose: 'test', callback, state: 'done', problem: null, person: ada },
          ...state.identity.attempts,
        ],
        ...(bind
          ? {
              owner: { ...ada, boundAt: at },
              provider: state.identity.saved ?? 'auth0',
              name: 'Auth0',
            }
          : {}),
      })
      return { url: 'http://127.0.0.1:7422/oauth2/start', attempt: id }
    },
    'identity.unbind': () => become({ owner: null }),
    'identity.admit': ({ subject, name, participants }) => {
      const issuer = state.identity.issuer ?? ''
      const people = state.identity.people.filter((one) => one.subject !== subject)
      return become({ people: [...people, { issuer, subject, name: name ?? null, participants }] })
    },
    'identity.dismiss': ({ subject }) =>
      become({ people: state.identity.people.filter((one) => one.subject !== subject) }),
    'identity.confirm-callback': () => become({ drift: null }),
    'identity.token': () =>
      become({
        token: {
          domain: 'ada.eu.auth0.com',
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          scopes: ['read:clients', 'update:clients'],
        },
      }),
    'identity.forget-token': () => become({ token: null }),
    'identity.plan': () => [
      {
        id: 'sign-ups',
        what: 'Sign-ups of the database Username-Password-Authentication',
        before: 'on',
        after: 'off',
        state: 'planned',
        choice: true,
        problem: null,
      },
      {
        id: 'callbacks',
        what: 'Allowed Callback URLs',
        before: null,
        after: 'http://127.0.0.1:7422/oauth2/callback',
        state: 'planned',
        choice: false,
        problem: null,
      },
    ],
    'identity.apply': () => [
      {
        id: 'callbacks',
        what: 'Allowed Callback URLs',
        before: null,
        after: 'http://127.0.0.1:7422/oauth2/callback',
        state: 'done',
        choice: false,
        problem: null,
      },
    ],
    'identity.logs': () => [],
    'identity.explain': ({ text }) =>
      explainText(text, { mcpUrls: [], upstream: { provider: 'auth0' } }).map(
        ({ problem }) => problem,
      ),
  }
}
