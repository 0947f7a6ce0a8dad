/**
 * What answers sign-ins: for each origin oidc-provider with its rules, behind our routes and pages. All of that is
 * a third of the bridge's code and most starts see no sign-in, so it is loaded when it is first asked for.
 */
import type { Adapter, Provider } from 'oidc-provider'
import type { Origin } from '../address/origin.ts'
import { BridgeError } from '../base/errors.ts'
import type { AccessTokens } from './tokens/access-tokens.ts'
import { createTableAdapter, forgetfulAdapter, type AdapterDeps } from './adapter.ts'
import { auditProvider } from './audit-provider.ts'
import type { ClientDocuments } from './clients/client-documents.ts'
import { createInteractionRoutes, type InteractionDeps } from './approval/interaction.ts'
import type { Limits } from './limits.ts'
import { createProvider } from './provider.ts'
import { logServerErrors, renderError } from './provider-errors.ts'
import { createSite, type Site, type SiteDeps } from './site.ts'
import { keepRedirectsFromStrangers } from './clients/stranger-redirects.ts'
import { answerStructuredTokens, type StructuredTokensDeps } from './tokens/structured-tokens.ts'
import type { SigningKeys } from './tokens/keys.ts'

type OfOneOrigin = 'origin' | 'provider' | 'interaction'

export interface SignInSitesDeps
  extends
    Omit<InteractionDeps, OfOneOrigin>,
    Omit<SiteDeps, OfOneOrigin>,
    Omit<StructuredTokensDeps, OfOneOrigin>,
    Pick<AdapterDeps, 'store' | 'grants'> {
  keys: SigningKeys
  limits: Limits
  accessTokens: AccessTokens
  clientAdapter: Adapter
  documents: ClientDocuments
  grants: InteractionDeps['grants'] & AdapterDeps['grants']
  /** Whether an origin is still one of ours. */
  isServed: (url: string) => boolean
}

export interface SignInSites {
  /** The routes of an origin, made when they are first asked for. */
  of(origin: Origin): Site
  /** The origins have changed: what was made for them is made anew. */
  forget(): void
  /** The keys have changed. Requests under way keep the provider they began with; what they stored, the new one finds. */
  renew(): void
}

export function createSignInSites(deps: SignInSitesDeps): SignInSites {
  const { keys, limits, records, audit, accessTokens, denied, log, documents } = deps
  const providers = new Map<string, { provider: Provider; answer: Answer }>()
  const sites = new Map<string, Site>()

  function adapter(model: string): Adapter {
    if (model === 'Client') return deps.clientAdapter
    return model === 'Session'
      ? forgetfulAdapter
      : createTableAdapter(model, { ...limits, ...deps })
  }

  function makeProvider(origin: Origin) {
    const provider = createProvider({ origin, adapter, keys, limits, renderError, ...documents })
    logServerErrors(provider, log)
    keepRedirectsFromStrangers(provider, records, origin)
    auditProvider(provider, audit)
    answerStructuredTokens(provider, { origin, accessTokens, denied, audit })
    return { provider, answer: provider.callback() }
  }

  function providerOf(origin: Origin) {
    if (!deps.isServed(origin.url)) throw new BridgeError('unknown-origin')
    const known = providers.get(origin.url)
    if (known) return known
    const made = makeProvider(origin)
    providers.set(origin.url, made)
    return made
  }

  function makeSite(origin: Origin): Site {
    const interaction = createInteractionRoutes({
      ...deps,
      origin,
      provider: () => providerOf(origin).provider,
    })
    return createSite({
      ...deps,
      origin,
      interaction,
      provider: (req, res) => providerOf(origin).answer(req, res),
    })
  }

  return {
    of(origin) {
      const known = sites.get(origin.url)
      if (known) return known
      const made = makeSite(origin)
      sites.set(origin.url, made)
      return made
    },
    forget() {
      providers.clear()
      sites.clear()
    },
    renew: () => providers.clear(),
  }
}

type Answer = ReturnType<Provider['callback']>
