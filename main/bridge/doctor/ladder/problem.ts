/** A finding in the words of the contract. */
import type { z } from 'zod'
import type { problemSchema } from '../../../contract/method.ts'
import {
  BridgeError,
  catalogue,
  isErrorCode,
  type ErrorCode,
  type ErrorDetails,
} from '../../base/errors.ts'
import type { RequestFailure } from '../../traffic/observed-request.ts'

export type Problem = z.infer<typeof problemSchema>

/** From the catalogue. */
export function problem(code: ErrorCode, details: ErrorDetails = {}): Problem {
  return problemOf(new BridgeError(code, details))
}

export const problemOf = ({ code, message, side, next }: BridgeError): Problem => ({
  code,
  sentence: message,
  side,
  action: next,
  link: null,
})

/** As the client was told it. */
export function problemTold({ code, sentence, action }: RequestFailure): Problem | null {
  if (!isErrorCode(code) || sentence === '') return null
  return { code, sentence, side: catalogue[code].side, action, link: null }
}
