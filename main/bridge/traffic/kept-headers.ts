/**
 * Headers as they are kept: the values of credentials never are, and all requests of a connection
 * that carry the same share one copy, so that keeping them costs a comparison.
 */
import { redactUrl } from './redact-fields.ts'
import { redactNamed } from './redact-text.ts'
import { verdictOf } from './secret-names.ts'
import { dots } from './secret-shapes.ts'

/** Name, value, name, value… */
export interface KeptHeaders {
  readonly list: readonly string[]
  /** Roughly what they take in memory. */
  readonly size: number
  /** Whether a record has been charged for them. */
  charged: boolean
}

export type KeepHeaders = (connection: object, raw: readonly string[]) => KeptHeaders

/** What a value is replaced by that is different in each request and shown elsewhere. */
const varies = ''
const mostBytes = 8 * 1024

export function createHeaderKeeper(): KeepHeaders {
  const last = new WeakMap<object, KeptHeaders>()
  return (connection, raw) => {
    const before = last.get(connection)
    if (before && same(before.list, raw)) return before
    const kept = keep(raw)
    last.set(connection, kept)
    return kept
  }
}

function same(kept: readonly string[], raw: readonly string[]): boolean {
  if (kept.length !== raw.length) return false
  for (let index = 0; index < raw.length; index += 2) {
    if (kept[index] !== raw[index]) return false
    const value = kept[index + 1]
    if (value !== raw[index + 1] && value !== varies && value?.endsWith(dots) !== true) return false
  }
  return true
}

function keep(raw: readonly string[]): KeptHeaders {
  const list: string[] = []
  let size = 0
  for (let index = 0; index + 1 < raw.length && size < mostBytes; index += 2) {
    const name = raw[index] ?? ''
    const value = keptValue(name, raw[index + 1] ?? '')
    list.push(name, value)
    size += name.length + value.length + 64
  }
  return { list, size, charged: false }
}

function keptValue(name: string, value: string): string {
  if (name.toLowerCase() === 'content-length') return varies
  if (verdictOf(name) !== 'hide') return value
  // The scheme tells half of what goes wrong with credentials.
  const scheme = /^(?:Bearer|Basic|DPoP)(?= )/i.exec(value)
  return scheme ? `${scheme[0]} ${dots}` : dots
}

/** As pairs for people; what looks like a secret under an innocent name goes here. */
export function shownHeaders(kept: KeptHeaders | null): [name: string, value: string][] {
  const shown: [string, string][] = []
  const list = kept?.list ?? []
  for (let index = 0; index < list.length; index += 2) {
    const [name = '', value = ''] = [list[index], list[index + 1]]
    if (value === varies) continue
    const isUrl = /^(?:location|referer|origin)$/i.test(name)
    shown.push([
      redactNamed('', name),
      value.endsWith(dots) ? value : isUrl ? redactUrl(value) : redactNamed(name, value),
    ])
  }
  return shown
}
