/** Registering, signing in, and coming back. */
import { explainFault } from '../../explain/explain-fault.ts'
import { problemOf } from '../../explain/problem.ts'
import { redactUrl } from '../../traffic/redact-fields.ts'
import { fromAnswer } from '../../explain/way-back.ts'
import { found, reasonOf, saidBy, type Check, type Found, type Recorded } from './check.ts'
import { jsonObject, textField } from './exchange.ts'
import { documentOf } from './metadata-checks.ts'
import { addressOf, stepTitle, type Step } from './step.ts'

/** RFC 7591 §3.2. */
const registration: Check = ({ steps, about }) =>
  steps
    .filter(({ kind, method, status }) => kind === 'register' && method === 'POST' && status !== 0)
    .flatMap((step) => {
      if (step.status >= 400) {
        // The words of identity providers mean something else where people sign in.
        const said = saidBy(step, about).filter(
          ({ finding }) => !/^(?:registration-refused|upstream-|auth0-)/.test(finding.problem.code),
        )
        if (said.length > 0) return said
        const server = step.url.origin
        return [found(step, 'registration-refused', { server, reason: reasonOf(step) })]
      }
      const problem = problemWith(jsonObject(step.answer))
      return problem === undefined ? [] : [found(step, 'registration-answer-invalid', { problem })]
    })

function problemWith(answer: Record<string, unknown> | undefined): string | undefined {
  if (!answer) return 'it is not JSON'
  if (!textField(answer, 'client_id')) return 'it has no client_id'
  if (answer['client_secret'] === null) {
    return 'its client_secret is null, where it has to be left out'
  }
  return undefined
}

/** RFC 6749 §4.1.2.1: what cannot go back to the client is told on a page. */
const signInPages: Check = ({ steps, about }) =>
  steps
    .filter(({ kind, status }) => (kind === 'authorize' || kind === 'page') && status >= 400)
    .flatMap((step) => {
      const said = saidBy(step, about).map((one) => withCallback(one, step))
      if (said.length > 0) return said
      if (step.status >= 500) return []
      return [found(step, 'sign-in-failed', { reason: reasonOf(step) })]
    })

/** The page does not name the address it refuses; the request does. */
function withCallback(one: Found, step: Step): Found {
  const callback = step.url.searchParams.get('redirect_uri')
  if (one.finding.problem.code !== 'client-callback-unknown' || callback === null) return one
  return found(step, 'client-callback-unknown', { callback: redactUrl(callback) })
}

/** An error on the way back: of the provider to the bridge, or of the bridge to the client. */
const refusedOnReturn: Check = (recorded) =>
  recorded.steps
    .filter(({ kind, url }) => kind === 'way-back' && url.searchParams.has('error'))
    .map((step) => {
      const { url } = step
      const error = url.searchParams.get('error') ?? ''
      const description = url.searchParams.get('error_description')
      if (!isBridgeCallback(url, recorded)) {
        return { step, finding: fromAnswer(error, description, url.host) }
      }
      const fault = { where: 'redirect', error, ...(description && { description }) } as const
      const explanation = explainFault(fault, recorded.about.upstream)
      return explanation
        ? { step, finding: { problem: problemOf(explanation), evidence: stepTitle(step) } }
        : found(step, 'upstream-failed', { reason: error.slice(0, 80) })
    })

/** The way back from an identity provider ends at a server that itself had begun a sign-in. */
const isBridgeCallback = (url: URL, { steps, about }: Recorded): boolean =>
  about.mcpUrls.some((known) => URL.parse(known)?.origin === url.origin) ||
  steps.some(({ kind, url: begun }) => kind === 'authorize' && begun.origin === url.origin)

/** RFC 9207: the answer names the server that was asked. */
const issuerOnReturn: Check = (recorded) => {
  const { steps } = recorded
  return steps
    .filter(({ kind, url }) => kind === 'way-back' && !isBridgeCallback(url, recorded))
    .flatMap((step) => {
      const metadata = metadataFor(step, steps)
      const expected = textField(metadata, 'issuer')
      const iss = step.url.searchParams.get('iss')
      if (expected === undefined || iss === expected) return []
      if (iss !== null) {
        return [
          found(step, 'iss-mismatch', { expected: redactUrl(expected), found: redactUrl(iss) }),
        ]
      }
      const promised = metadata?.['authorization_response_iss_parameter_supported'] === true
      return promised ? [found(step, 'iss-missing')] : []
    })
}

/** The metadata of the server at which the sign-in was begun that this one ends. */
function metadataFor(back: Step, steps: readonly Step[]): Record<string, unknown> | undefined {
  const address = back.url.origin + back.url.pathname
  const begun = steps
    .slice(0, steps.indexOf(back))
    .findLast(
      ({ kind, url }) =>
        kind === 'authorize' && (url.searchParams.get('redirect_uri') ?? '').startsWith(address),
    )
  if (!begun) return undefined
  return steps
    .filter(({ kind }) => kind === 'server-metadata')
    .map(documentOf)
    .find((one) => {
      const endpoint = textField(one, 'authorization_endpoint')
      return endpoint === begun.url.origin + begun.url.pathname
    })
}

/** A sign-in that began well, and of which nobody came back. */
const unfinished: Check = ({ steps }) => {
  const begun = steps.findLast(({ kind, status }) => kind === 'authorize' && status > 0)
  if (!begun || begun.status >= 400) return []
  const later = steps.slice(steps.indexOf(begun) + 1)
  const wentOn = later.some(
    ({ kind, status }) => kind === 'way-back' || kind === 'token' || status >= 400,
  )
  return wentOn ? [] : [found(begun, 'sign-in-unfinished', { server: addressOf(begun.url) })]
}

export const signInChecks: readonly Check[] = [
  registration,
  signInPages,
  refusedOnReturn,
  issuerOnReturn,
  unfinished,
]
