/** Comparing what parsers give: they make objects of their own kind, and only what is in them counts. */
import { isDeepStrictEqual } from 'node:util'

export const sameValues = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b))

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value, bigAsText))

/** TOML has integers beyond 2^53, JSON has no bigint. */
const bigAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value
