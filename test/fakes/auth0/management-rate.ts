/** The limit of the Management API: a bucket of requests that fills up again by the clock. */
import type { RequestHandler } from 'express'
import type { Clock } from '../../../main/bridge/base/ports.ts'

export interface ManagementRate {
  perSecond: number
  /** How many may come at once. */
  burst: number
}

export function rateLimit(clock: Clock, { perSecond, burst }: ManagementRate): RequestHandler {
  let left = burst
  let filled = clock.now()
  return (_req, res, next) => {
    const now = clock.now()
    left = Math.min(burst, left + ((now - filled) / 1_000) * perSecond)
    filled = now
    const waits = Math.max(0, (1 - left) / perSecond)
    const passes = left >= 1
    if (passes) left -= 1
    res.setHeader('x-ratelimit-limit', String(burst))
    res.setHeader('x-ratelimit-remaining', String(Math.floor(left)))
    res.setHeader('x-ratelimit-reset', String(Math.ceil(now / 1_000 + waits)))
    if (passes) return next()
    res.setHeader('retry-after', String(Math.ceil(waits)))
    return void res.status(429).json({
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    })
  }
}
