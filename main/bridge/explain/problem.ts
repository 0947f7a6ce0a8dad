/** An explanation as every surface shows it: the sentences of the catalogue, filled in. */
import type { z } from 'zod'
import type { problemSchema } from '../../contract/method.ts'
import { BridgeError, type ErrorCode, type ErrorDetails } from '../base/errors.ts'
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
