/** What the bridge itself said about an error, found in the answer it gave. */
import type { Failure } from '../../../../main/contract.ts'
import type { TrafficDetail } from './curl.ts'

type Said = Pick<Failure, 'message' | 'next'>

/** Undefined where the answer names no code, or was not kept. */
export function saidOf({ code, response }: TrafficDetail): Said | undefined {
  const text = response?.body.text
  if (code === null || text === null || text === undefined) return undefined
  try {
    return find(JSON.parse(text), code, 0)
  } catch {
    return undefined
  }
}

/** Wherever it stands: by itself, inside `error`, in `error.data`, in `_meta` of a result. */
function find(value: unknown, code: string, depth: number): Said | undefined {
  if (typeof value !== 'object' || value === null || depth > 4) return undefined
  const { code: its, message, next } = value as Record<string, unknown>
  if (its === code && typeof message === 'string' && typeof next === 'string') {
    return { message, next }
  }
  for (const inner of Object.values(value)) {
    const found = find(inner, code, depth + 1)
    if (found) return found
  }
  return undefined
}
