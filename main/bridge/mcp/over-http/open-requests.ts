/**
 * Requests outlive the moment in which their token was checked: an event stream for hours, a wait for
 * a message for most of a minute. When access is taken away or given to somebody else, they end.
 */
import type { ServerResponse } from 'node:http'
import type { Origin } from '../../address/origin.ts'
import type { Caller, CallerCheck } from '../caller.ts'

const recheckEveryMs = 60_000

interface OpenRequest {
  origin: Origin
  token: string
  caller: Caller
  /** Its response has ended, or its client has gone. */
  closed(): void
}

export interface OpenRequests {
  /** Remembers the request until its response ends. */
  add(res: ServerResponse, request: OpenRequest): void
  /** Ends every request whose token is no longer good for all that it began with. */
  recheck(): Promise<void>
  close(): void
}

export function createOpenRequests(
  verify: (origin: Origin, token: string) => CallerCheck | Promise<CallerCheck>,
): OpenRequests {
  const open = new Map<ServerResponse, OpenRequest>()
  const recheck = async () => {
    for (const [res, { origin, token, caller }] of open) {
      const check = await verify(origin, token)
      if (!check.ok || !stillCovers(check.caller, caller)) res.destroy()
    }
  }
  const timer = setInterval(() => void recheck(), recheckEveryMs)
  timer.unref()
  return {
    add(res, request) {
      open.set(res, request)
      res.on('close', () => {
        open.delete(res)
        request.closed()
      })
    },
    recheck,
    close() {
      clearInterval(timer)
      for (const res of open.keys()) res.destroy()
    },
  }
}

/** The same participant, with everything the request was let in for. */
const stillCovers = (now: Caller, then: Caller): boolean =>
  now.participant === then.participant &&
  (now.reads === 'whole' || then.reads === 'own') &&
  [...then.scopes].every((scope) => now.scopes.has(scope))
