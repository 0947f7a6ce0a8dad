/** An error of a listener itself, before any of its routes has taken the request. */
import type { ServerResponse } from 'node:http'
import { noteAnswer, sendNotedJson } from '../base/answered.ts'
import type { BridgeError } from '../base/errors.ts'

export function sendError(
  res: ServerResponse,
  error: BridgeError,
  headers: Record<string, string> = {},
): void {
  const { seconds } = error.details
  noteAnswer(res, { refusal: error })
  sendNotedJson(
    res,
    error.status,
    { error: error.answer() },
    {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(seconds !== undefined && { 'retry-after': String(seconds) }),
      ...headers,
    },
  )
}
