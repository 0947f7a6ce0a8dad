/** Comparing what parsers give: they make objects of their own kind, and only what is in them counts. */
import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../base/is-object.ts'
import type { EntryValue } from './config-format.ts'

export const sameValues = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b))

/**
 * Whether an entry has all that ours has; further keys (`enabled`, `timeout`, `trust`) are its owner's.
 * Lists count as a whole.
 */
export function hasValues(entry: unknown, ours: unknown): boolean {
  if (!isObject(ours) || !isObject(entry)) return sameValues(entry, ours)
  return Object.entries(ours).every(([key, value]) =>
    hasValues(Object.getOwnPropertyDescriptor(entry, key)?.value, value),
  )
}

/** Ours over what the entry has besides. */
export function withOurs(entry: unknown, ours: EntryValue): EntryValue {
  if (!isObject(ours) || !isObject(entry)) return ours
  // Its own values go back as the parser gave them: dates and large integers of TOML among them.
  return { ...(entry as { [key: string]: EntryValue }), ...ours }
}

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value, bigAsText))

/** TOML has integers beyond 2^53, JSON has no bigint. */
const bigAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value
