/** Comparing what parsers give: they make objects of their own kind, and only what is in them counts. */
import { isDeepStrictEqual } from 'node:util'

export const sameValues = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b))

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))
