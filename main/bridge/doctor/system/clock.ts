/** How far the clock of this computer is off, by the Date header of a server everybody can ask. */
import { defaultEndpoints } from '../../tunnel/endpoints.ts'
import type { Fetch } from '../../tunnel/types.ts'
import type { Clock } from '../../base/ports.ts'

export interface ClockCheck {
  /** Milliseconds this computer is ahead; null when nobody could be asked, `off` when nobody may be. */
  measure(url?: string): Promise<number | null | 'off'>
  /** What was measured last; measures anew in the background when that is long ago. */
  suspected(): number | null
}

const goodForMs = 10 * 60_000
const timeoutMs = 5_000

export function createClockCheck(deps: {
  clock: Clock
  fetch: Fetch
  /** Whether the owner lets a server be asked. */
  allowed: () => boolean
}): ClockCheck {
  const { clock, fetch, allowed } = deps
  let offset: number | null = null
  let askedAt = Number.NEGATIVE_INFINITY

  async function measure(url = defaultEndpoints.control): Promise<number | null | 'off'> {
    if (!allowed()) {
      // What was measured before says less with every day, and nothing corrects it any more.
      offset = null
      return 'off'
    }
    askedAt = clock.now()
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const sentAt = clock.now()
      const response = await fetch(url, { method: 'HEAD', signal, redirect: 'manual' })
      const middle = (sentAt + clock.now()) / 2
      const said = Date.parse(response.headers.get('date') ?? '')
      // The header has whole seconds: half of one is the best guess for the rest.
      offset = Number.isNaN(said) ? null : Math.round(middle - (said + 500))
    } catch {
      offset = null
    }
    return offset
  }

  return {
    measure,
    suspected() {
      if (clock.now() - askedAt > goodForMs) void measure()
      return offset
    },
  }
}
