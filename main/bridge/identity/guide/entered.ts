/** What is entered, taken together with what is saved; a draft is looked at and never kept. */
import type { Settings } from '../../../contract/settings-schema.ts'
import { readIssuer } from '../issuer.ts'
import type { Entered } from './guide.ts'

export interface Draft {
  provider: 'auth0' | 'oidc'
  domain?: string | undefined
  clientId?: string | undefined
  clientSecret?: string | undefined
  audience?: string | undefined
}

/** Throws `upstream-domain-invalid`, `upstream-not-secure`. */
export function entered(
  draft: Draft,
  { saved, owner }: Settings['identity'],
  keptSecret: string | undefined,
  lines: Entered['lines'],
): Entered {
  const { provider } = draft
  const ours = saved?.provider === provider ? saved : null
  const domain = draft.domain?.trim()
  const issuer = domain ? readIssuer(provider, domain) : (ours?.issuer ?? null)
  const clientId = draft.clientId?.trim() || ours?.clientId || null
  // The secret that is kept belongs to the client that is saved, and goes to its provider only.
  const same = ours !== null && issuer === ours.issuer && clientId === ours.clientId
  const clientSecret = draft.clientSecret?.trim() || (same ? keptSecret : undefined)
  const audience =
    draft.audience === undefined ? (ours?.audience ?? null) : draft.audience.trim() || null
  const bound = owner !== null && issuer !== null && owner.issuer === issuer ? owner : null
  return {
    provider,
    issuer,
    clientId,
    clientSecret,
    audience,
    callbacks: lines.map(({ url }) => url),
    lines,
    owner: bound,
  }
}
