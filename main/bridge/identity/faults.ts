/** What openid-client or the network threw, as an error of the catalogue with the explained cause. */
import { AuthorizationResponseError } from 'openid-client'
import { BridgeError } from '../base/errors.ts'
import { explainFault } from '../explain/explain-fault.ts'
import { faultFrom, type AboutSetUp, type FaultPlace } from '../explain/fault.ts'
import { problemFrom, type Problem } from '../explain/problem.ts'

/** `link`, where the next step is done, travels in the details beside the words of the sentence. */
export function upstreamError(thrown: unknown, where: FaultPlace, about: AboutSetUp): BridgeError {
  if (thrown instanceof BridgeError) return thrown
  const place = thrown instanceof AuthorizationResponseError ? 'redirect' : where
  const fault = faultFrom(thrown, place)
  const explained = explainFault(fault, about)
  if (!explained) {
    const reason = [fault.error, fault.description].filter(Boolean).join(', ') || 'no reason given'
    return new BridgeError('upstream-failed', { reason: oneLine(reason) }, { cause: thrown })
  }
  const { code, details, link } = explained
  return new BridgeError(code, link === null ? details : { ...details, link }, { cause: thrown })
}

export const linkOf = ({ details }: BridgeError): string | null =>
  typeof details['link'] === 'string' ? details['link'] : null

export const problemOfError = (error: BridgeError): Problem => problemFrom(error, linkOf(error))

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200)
