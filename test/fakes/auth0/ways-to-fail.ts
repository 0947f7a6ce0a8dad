/**
 * Every row of the error catalogue, and how to bring it about at the double: a real mistake in the
 * tenant wherever there is one, else a behaviour. The texts are Auth0's, to the letter.
 */
import type { WayToFail } from './way-types.ts'
import { waysOfAnswers } from './ways-of-answers.ts'
import { waysOfApis } from './ways-of-apis.ts'
import { waysOfManagement } from './ways-of-management.ts'
import { waysOfRequests } from './ways-of-requests.ts'

export const waysToFail: readonly WayToFail[] = [
  ...waysOfRequests,
  ...waysOfApis,
  ...waysOfAnswers,
  ...waysOfManagement,
]
