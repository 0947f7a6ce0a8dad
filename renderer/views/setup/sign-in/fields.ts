/** What is entered about a provider, judged as it is typed. The bridge judges again. */
import { signInStrings } from '../../../strings/sign-in.ts'

const wrong = signInStrings.wrong

export type ProviderKind = 'auth0' | 'oidc'
export type FieldName = 'domain' | 'clientId' | 'clientSecret' | 'audience'
export type Fields = Partial<Record<FieldName, string>>

interface Verdict {
  /** It cannot be right; it is not sent. */
  error?: string
  /** It may be right, but looks odd. */
  doubt?: string
}

/** Empty is never wrong: it is only missing. */
export function judge(kind: ProviderKind, field: FieldName, text: string): Verdict {
  const value = text.trim()
  if (value === '') return {}
  if (field === 'domain') return domain(kind, value)
  if (/\s/.test(value)) return field === 'audience' ? {} : { error: wrong.spaces }
  if (field === 'clientId') return clientId(kind, value)
  if (field === 'clientSecret' && kind === 'auth0' && value.length < 40) {
    return { doubt: wrong.shortSecret }
  }
  return {}
}

/** What of it can be sent: nothing that is wrong, nothing that is empty but the audience. */
export function soundPart(kind: ProviderKind, fields: Fields): Fields {
  const sound: Fields = {}
  for (const [name, text] of Object.entries(fields) as [FieldName, string][]) {
    const value = text.trim()
    if (judge(kind, name, value).error !== undefined) continue
    if (value !== '' || name === 'audience') sound[name] = value
  }
  return sound
}

function domain(kind: ProviderKind, value: string): Verdict {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`
  const url = /\s/.test(value) ? null : URL.parse(withScheme)
  const none = { error: kind === 'auth0' ? wrong.domain : wrong.issuer }
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return none
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!here && !/[^.]\.[^.]/.test(url.hostname)) return none
  if (url.protocol === 'http:' && !here) return { error: wrong.http }
  if (url.username || url.password || url.search || url.hash) return { error: wrong.more }
  if (url.hostname === 'manage.auth0.com') return { error: wrong.dashboard }
  return {}
}

function clientId(kind: ProviderKind, value: string): Verdict {
  if (kind === 'auth0' && value.startsWith('tpc_')) return { error: wrong.thirdParty }
  return kind === 'auth0' && /^https?:|\./.test(value) ? { error: wrong.looksLikeSecret } : {}
}
