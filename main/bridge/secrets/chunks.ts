/**
 * Long values in a keychain with short entries: Windows keeps 2,560 bytes of UTF-16 per entry. The
 * account's own entry then holds a header that names one of two generations of numbered parts. A new
 * value is written as the other generation before the header changes, so a crash at any point leaves
 * the old value or the new one.
 */
import type { Entries } from './entries.ts'

const mark = 'drawbridge-parts:'
type Generation = 'a' | 'b'

interface Header {
  generation: Generation
  parts: number
}

/** 2,560 bytes are 1,280 UTF-16 units. */
export const windowsUnitLimit = 1_280

/** `limit` counts UTF-16 code units, as `string.length` does. */
export function chunked(entries: Entries, limit: number): Entries {
  const partName = (account: string, generation: Generation, index: number) =>
    `${account}#${generation}${index}`

  /** Removes the parts from `first` on, the last one first: a crash leaves no gap to stop at. */
  async function dropParts(account: string, generation: Generation, first = 0): Promise<void> {
    let end = first
    while ((await entries.get(partName(account, generation, end))) !== undefined) end++
    while (end > first) await entries.delete(partName(account, generation, --end))
  }

  return {
    async get(account) {
      const value = await entries.get(account)
      const header = headerIn(value)
      if (!header) return value
      const names = Array.from({ length: header.parts }, (_, index) =>
        partName(account, header.generation, index),
      )
      const parts: string[] = []
      for (const name of names) {
        const part = await entries.get(name)
        if (part === undefined) throw new Error(`The keychain entry ${name} is missing`)
        parts.push(part)
      }
      return parts.join('')
    },

    async set(account, value) {
      const old = headerIn(await entries.get(account))
      if (value.length <= limit && !value.startsWith(mark)) {
        await entries.set(account, value)
      } else {
        const generation = old?.generation === 'a' ? 'b' : 'a'
        const parts = split(value, limit)
        for (const [index, part] of parts.entries()) {
          await entries.set(partName(account, generation, index), part)
        }
        await entries.set(account, `${mark}${generation}:${parts.length}`)
        // What a crash left of a longer value that never came to be.
        await dropParts(account, generation, parts.length)
      }
      if (old) await dropParts(account, old.generation)
    },

    async delete(account) {
      await entries.delete(account)
      await dropParts(account, 'a')
      await dropParts(account, 'b')
    },
  }
}

function headerIn(value: string | undefined): Header | undefined {
  const match = value === undefined ? null : /^drawbridge-parts:([ab]):(\d+)$/.exec(value)
  if (!match) return undefined
  return { generation: match[1] === 'a' ? 'a' : 'b', parts: Number(match[2]) }
}

/** Never between the two halves of a surrogate pair: half a character does not survive UTF-8. */
function split(value: string, limit: number): string[] {
  const parts: string[] = []
  for (let start = 0; start < value.length;) {
    let end = Math.min(start + limit, value.length)
    if (end < value.length && isHighSurrogate(value.charCodeAt(end - 1))) end -= 1
    parts.push(value.slice(start, end))
    start = end
  }
  return parts
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
