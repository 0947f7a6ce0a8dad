/**
 * Whether the host of a callback wants to be one: it has to send back a challenge made for it. Nobody
 * else's server can be made to receive events this way.
 */
import { randomBytes } from 'node:crypto'
import { sameText } from '../base/same-text.ts'
import { isObject } from '../base/is-object.ts'
import { CallbackError } from './callback-error.ts'
import type { Poster } from './poster.ts'
import { signedHeaders } from './signed.ts'
import type { Callback } from './types.ts'

/** Rejects with a CallbackError. */
export async function verifyCallback(
  poster: Pick<Poster, 'post'>,
  subscription: string,
  callback: Callback,
  now: number,
): Promise<void> {
  const challenge = randomBytes(32).toString('base64url')
  const id = `msg_verification_${randomBytes(12).toString('hex')}`
  const body = JSON.stringify({ type: 'verification', challenge })
  const headers = signedHeaders(callback, { id, subscription, body, now })
  const { status, text } = await poster.post(callback.url, body, headers)
  const ok = status >= 200 && status < 300
  if (!ok || !sameText(echoIn(text), challenge)) throw new CallbackError('challenge_failed')
}

function echoIn(text: string): string {
  try {
    const answer: unknown = JSON.parse(text)
    const echo = isObject(answer) ? answer['challenge'] : undefined
    return typeof echo === 'string' ? echo : ''
  } catch {
    return ''
  }
}
