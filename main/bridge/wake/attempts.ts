/** What has been tried to wake one participant for what waits for it now, and when to look again. */
import type { Cause } from './causes.ts'
import type { Door } from './types.ts'

export interface Attempts {
  /** Something is being done for it. */
  busy: boolean
  /** It was to be looked at while something was being done for it. */
  missed: boolean
  /** The doors that were tried for the cause of now. */
  readonly tried: Set<Door>
  /** It was told, and has not answered yet. */
  notified: { id: number; cause: Cause; at: number } | undefined
  /** Another cause than before begins with the first door. */
  about(key: string): void
  plan(at: number, ms: number, look: () => void): void
  clear(): void
}

export function createAttempts(): Attempts {
  const tried = new Set<Door>()
  let key = ''
  let planned: { at: number; timer: NodeJS.Timeout } | undefined

  function clear(): void {
    clearTimeout(planned?.timer)
    planned = undefined
  }

  return {
    busy: false,
    missed: false,
    tried,
    notified: undefined,
    about(next) {
      if (next === key) return
      key = next
      tried.clear()
    },
    plan(at, ms, look) {
      if (planned && planned.at <= at) return
      clear()
      const timer = setTimeout(() => {
        planned = undefined
        look()
      }, ms).unref()
      planned = { at, timer }
    },
    clear,
  }
}
