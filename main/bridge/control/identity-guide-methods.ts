/** Setting up an identity provider: the guide, its checks, "do it for me", the log, explanations. */
import { plainFetch } from '../base/plain-fetch.ts'
import type { identityMethods } from '../../contract/identity.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import { BridgeError } from '../base/errors.ts'
import { explainText } from '../explain/explain-text.ts'
import type { AboutSetUp } from '../explain/fault.ts'
import { entered, type Draft } from '../identity/guide/entered.ts'
import { createGuide } from '../identity/guide/guide.ts'
import type { Identity } from '../identity/identity.ts'
import { createManagementApi } from '../identity/management/api.ts'
import type { Change } from '../identity/management/change.ts'
import { createDoItForMe } from '../identity/management/do-it-for-me.ts'
import { readTenantLog } from '../identity/management/tenant-log.ts'
import type { TokenInHand } from '../identity/management/token-in-hand.ts'
import { requireScopes } from '../identity/management/token.ts'
import type { DesiredSetUp } from '../identity/management/desired-set-up.ts'
import { clientSecretName } from '../identity/registration.ts'
import type { Clock, SecretStore } from '../base/ports.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { HandlersOf } from './handlers.ts'

export interface IdentityGuideDeps {
  identity: Pick<Identity, 'status' | 'decisions' | 'callbacks'>
  settings: Pick<SettingsStore, 'get'>
  secrets: Pick<SecretStore, 'get'>
  token: TokenInHand
  clock: Clock
  /** Marks the application as this installation's. */
  install: string
  fetch?: typeof globalThis.fetch
  wait?: (ms: number) => Promise<unknown>
}

type Area = Pick<
  HandlersOf<typeof identityMethods>,
  `identity.${'steps' | 'check' | 'token' | 'forget-token' | 'plan' | 'apply' | 'logs' | 'explain'}`
>

export function identityGuideHandlers(deps: IdentityGuideDeps): Area {
  const { identity, settings, secrets, token, clock, wait, fetch = plainFetch } = deps
  const current = () => settings.get().identity
  const status = () => identity.status(token.shown())
  const guide = createGuide({ fetch, clock, wait })

  async function look(draft: Draft) {
    return entered(draft, current(), await secrets.get(clientSecretName), identity.callbacks.list())
  }

  async function desired(audience = current().saved?.audience ?? null): Promise<DesiredSetUp> {
    const { saved, registeredCallback } = current()
    const publicUrl = identity.callbacks.publicUrl()
    const drifted =
      registeredCallback !== null && publicUrl !== null && registeredCallback !== publicUrl
    return {
      clientId: saved?.clientId || null,
      clientSecret: await secrets.get(clientSecretName),
      callbacks: identity.callbacks.list().map(({ url }) => url),
      outdated: drifted ? [registeredCallback] : [],
      audience,
      install: deps.install,
    }
  }

  const doIt = createDoItForMe({
    token,
    fetch,
    clock,
    wait,
    desired,
    issuer: () => {
      const { saved } = current()
      if (saved === null) return null
      return saved.provider === 'auth0' ? saved.issuer : undefined
    },
    save: ({ issuer, clientId, clientSecret }) =>
      identity.decisions.save({ provider: 'auth0', domain: issuer, clientId, clientSecret }),
    async confirmCallback() {
      if (identity.callbacks.publicUrl() !== null) await identity.decisions.confirmCallback()
    },
  })

  const shown = (changes: Change[]) =>
    changes.map(({ cures: _cures, step: _step, ...change }) => change)

  return {
    'identity.steps': async (draft) => guide.steps(await look(draft)),
    'identity.check': async ({ step, ...draft }) => {
      const setUp = await look(draft)
      const inHand = setUp.provider === 'auth0' ? await doIt.tokenFor(setUp.issuer) : null
      const { clientId, clientSecret, audience } = setUp
      const wanted = inHand && { ...(await desired(audience)), clientId, clientSecret }
      return guide.check(setUp, inHand && wanted && { token: inHand, desired: wanted }, step)
    },
    'identity.token': async ({ token: pasted }) => {
      await doIt.take(pasted)
      return status()
    },
    'identity.forget-token': () => {
      token.forget()
      return status()
    },
    'identity.plan': async () => shown(await doIt.plan()),
    'identity.apply': async ({ choose = [], keep = false }) =>
      shown(await doIt.apply(choose, keep)),
    'identity.logs': async ({ attempt }) => {
      const { saved } = current()
      if (saved?.provider !== 'auth0') throw new BridgeError('auth0-only')
      const inHand = await doIt.tokenFor(saved.issuer)
      if (!inHand) throw new BridgeError('auth0-token-needed')
      requireScopes(inHand, ['read:logs'])
      const attempts = (await status()).attempts
      const found = attempts.find(({ id }) => id === attempt)
      if (attempt !== undefined && !found) {
        throw new BridgeError('invalid-input', { problem: `There is no attempt ${attempt}.` })
      }
      return readTenantLog(
        createManagementApi({ token: inHand, fetch, clock, ...(wait && { wait }) }),
        {
          clientId: saved.clientId,
          about: aboutSaved(current()),
          attemptAt: found?.at,
        },
      )
    },
    'identity.explain': ({ text }) =>
      explainText(text, { mcpUrls: [], upstream: aboutSaved(current()) }).map(
        ({ problem }) => problem,
      ),
  }
}

/** What is saved, for exact words and links; Auth0 is assumed where nothing is. */
export function aboutSaved({ saved }: Settings['identity']): AboutSetUp {
  if (saved === null) return { provider: 'auth0' }
  const { provider, issuer, clientId, audience } = saved
  return { provider, domain: URL.parse(issuer)?.host ?? issuer, clientId, audience }
}
