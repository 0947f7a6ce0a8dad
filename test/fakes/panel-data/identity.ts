/** Sign-in elsewhere, as the pretended bridge has it: nothing yet, or Auth0 half set up. */
import type { MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type Identity = MethodResult<'identity.status'>
type Step = MethodResult<'identity.steps'>[number]

export interface IdentityState {
  identity: Identity
  steps: Step[]
  /** What the next check finds. */
  checked: Step['check']
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
  steps: [
    aStep({
      id: 'application',
      title: 'Make an application',
      why: 'Auth0 has to know the bridge as one application of yours.',
      open: { label: 'Applications', url: 'https://manage.auth0.com/#/applications' },
      do: ['Press Create Application.', 'Choose Regular Web Application.'],
      expect: 'Application Type: Regular Web Application',
    }),
    aStep({
      id: 'callbacks',
      title: 'Allow the way back',
      why: 'Auth0 sends people only where it was told to.',
      do: ['Paste both lines into Allowed Callback URLs.', 'Press Save Changes.'],
      copy: [{ label: 'Callback', value: 'http://127.0.0.1:7422/oauth2/callback' }],
    }),
    aStep({
      id: 'credentials',
      title: 'Bring back what identifies it',
      why: 'With these the bridge shows Auth0 that it is the application.',
      enter: [
        { field: 'domain', label: 'Domain', secret: false, optional: false },
        { field: 'clientId', label: 'Client ID', secret: false, optional: false },
        { field: 'clientSecret', label: 'Client Secret', secret: true, optional: false },
      ],
    }),
  ],
  checked: { state: 'ok', detail: 'It is as it should be.', problem: null, at: null },
})

export function aStep(over: Partial<Step> & Pick<Step, 'id' | 'title'>): Step {
  return {
    why: '',
    open: null,
    do: [],
    copy: [],
    enter: [],
    expect: '',
    check: { state: 'unknown', detail: 'Not checked yet.', problem: null, at: null },
    ...over,
  }
}

export function identityHandlers({ state, emit }: Desk<IdentityState>): FakeHandlers {
  const become = (change: Partial<Identity>): Identity => {
    state.identity = { ...state.identity, ...change }
    emit('identity')
    return state.identity
  }
  return {
    'identity.status': () => state.identity,
    'identity.steps': () => state.steps,
    'identity.check': ({ step }) => {
      const at = new Date().toISOString()
      state.steps = state.steps.map((one) =>
        step === undefined || step === one.id ? { ...one, check: { ...state.checked, at } } : one,
      )
      return state.steps
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
      const ada = { issuer, subject: 'auth0|ada', name: 'Ada Lovelace' }
      const id = `a${state.identity.attempts.length + 1}`
      become({
        attempts: [
          { id, at, purpose: 'test', callback, state: 'done', problem: null, person: ada },
          ...state.identity.attempts,
        ],
        ...(bind ? { owner: { ...ada, boundAt: at } } : {}),
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
        id: 'callbacks',
        what: 'Allowed Callback URLs',
        before: null,
        after: 'http://127.0.0.1:7422/oauth2/callback',
        state: 'planned',
        choice: false,
        problem: null,
        command: 'auth0 api patch clients/abc --data ...',
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
        command: null,
      },
    ],
    'identity.tools': () => ({ auth0: null }),
    'identity.logs': () => [],
    'identity.explain': () => [],
  }
}
