/** An explanation as every surface shows it: the sentences of the catalogue, filled in. */
import type { z } from 'zod'
import type { problemSchema } from '../../contract/method.ts'
import {
  BridgeError,
  catalogue,
  isErrorCode,
  type ErrorCode,
  type ErrorDetails,
} from '../base/errors.ts'
import type { RequestFailure } from '../traffic/observed-request.ts'
import type { Explanation } from './fault.ts'

export type Problem = z.infer<typeof problemSchema>

/** One problem in the words of the catalogue. */
export function problemOf({ code, details, link }: Explanation): Problem {
  return problemFrom(new BridgeError(code, details), link)
}

/** The same for an error that was thrown. */
export const problemFrom = (error: BridgeError, link: string | null = null): Problem => ({
  code: error.code,
  sentence: error.message,
  side: error.side,
  action: error.next,
  link,
})

/** The same for a finding of our own, with its link. */
export const problem = (
  code: ErrorCode,
  details: ErrorDetails = {},
  link: string | null = null,
): Problem => problemOf({ code, details, link })

/** What a client was shown when it was refused; null when no sentence of ours was in the answer. */
export function problemShown({ code, sentence, action }: RequestFailure): Problem | null {
  if (!isErrorCode(code) || sentence === '') return null
  return { code, sentence, side: catalogue[code].side, action, link: null }
}
