/** Names, addresses and tokens of the public address, judged as they are typed. The bridge judges again. */
import { addressStrings } from '../../../strings/setup.ts'

const wrong = addressStrings.wrong

/** What is wrong with the address of somebody's own; undefined for a good one and for none yet. */
export function judgeUrl(text: string): string | undefined {
  const value = text.trim()
  if (value === '') return undefined
  const url = /\s/.test(value) ? null : URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol)) return wrong.url
  if (url.protocol !== 'https:') return wrong.https
  if (!['/', '/mcp'].includes(url.pathname) || url.search || url.hash || url.username) {
    return wrong.path
  }
  return undefined
}

/** What is wrong with the name of a named tunnel. */
export function judgeHostname(text: string): string | undefined {
  const value = text.trim().toLowerCase()
  if (value === '') return undefined
  if (/[/:]/.test(value)) return wrong.scheme
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
  if (value.length > 253 || !new RegExp(`^(${label}\\.)*${label}$`).test(value)) {
    return wrong.hostname
  }
  return value.split('.').length < 3 ? wrong.bare : undefined
}

/** A whole command may be pasted; its longest word is the token then. */
export function judgeToken(text: string): string | undefined {
  const value = text.trim()
  if (value === '') return undefined
  const words = value.split(/\s+/)
  if (words.length > 1 && !/cloudflared/.test(value)) return wrong.token
  return Math.max(...words.map(({ length }) => length)) < 20 ? wrong.short : undefined
}
