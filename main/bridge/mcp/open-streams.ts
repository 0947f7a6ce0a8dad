/**
 * Event streams outlive the request that opened them, so they are checked again: a revoked or expired
 * token must not go on listening.
 */
import type { ServerResponse } from 'node:http'
import type { CallerCheck } from './caller.ts'

const recheckEveryMs = 60_000

export interface OpenStreams {
  /** Remembers the response until it ends. */
  add(origin: string, token: string, res: ServerResponse): void
  /** Ends every stream whose token is no longer good. */
  recheck(): Promise<void>
  close(): void
}

export function createOpenStreams(
  verify: (origin: string, token: string) => CallerCheck | Promise<CallerCheck>,
): OpenStreams {
  const open = new Map<ServerResponse, { origin: string; token: string }>()
  const recheck = async () => {
    for (const [res, { origin, token }] of open) {
      const check = await verify(origin, token)
      if (!check.ok) res.destroy()
    }
  }
  const timer = setInterval(() => void recheck(), recheckEveryMs)
  timer.unref()
  return {
    add(origin, token, res) {
      open.set(res, { origin, token })
      res.once('close', () => open.delete(res))
    },
    recheck,
    close() {
      clearInterval(timer)
      for (const res of open.keys()) res.destroy()
    },
  }
}
