/** Fetching tokens, and using them. */
import { redactUrl } from '../../traffic/redact-fields.ts'
import { redactText } from '../../traffic/redact-text.ts'
import { aboutAddress } from '../../explain/given-address.ts'
import {
  found,
  isWebPage,
  reasonOf,
  saidBy,
  type Check,
  type Found,
  type Recorded,
} from './check.ts'
import { formFields, jsonObject, textField } from './exchange.ts'
import { addressOf, type Step } from './step.ts'
import { trimEnd } from '../../base/trim-end.ts'

/** RFC 6749 §5.2. */
const tokens: Check = ({ steps, about }) =>
  steps
    .filter(({ kind, status, method }) => kind === 'token' && method === 'POST' && status >= 400)
    .flatMap((step) => {
      const error = textField(jsonObject(step.answer), 'error')
      const refresh = formFields(step).get('grant_type') === 'refresh_token'
      if (error === 'invalid_grant') {
        return refresh
          ? [found(step, 'client-needs-sign-in')]
          : [found(step, 'client-code-refused', { reason: reasonOf(step) })]
      }
      const said = saidBy(step, about)
      if (said.length > 0 || step.status >= 500) return said
      return [found(step, 'sign-in-failed', { reason: reasonOf(step) })]
    })

/** The audience of the token beside the address it was sent to (RFC 9068 §4). */
const audience: Check = ({ steps }) =>
  refusedTokens(steps).flatMap((step) => {
    const token = /^Bearer (\S+)$/i.exec(step.sent.get('authorization') ?? '')?.[1]
    const meant = audienceOf(token ?? lastToken(step, steps))
    const resource = step.url.origin + step.url.pathname
    if (meant.length === 0 || meant.includes(resource)) return []
    const named = meant.map((one) => redactText(redactUrl(one))).join(', ')
    return [found(step, 'token-wrong-audience', { audience: named.slice(0, 200), resource })]
  })

/** Browsers leave the token out of what they export; the answer that brought it may be there. */
function lastToken(step: Step, steps: readonly Step[]): string | undefined {
  const fetched = steps
    .slice(0, steps.indexOf(step))
    .findLast(({ kind, status }) => kind === 'token' && status === 200)
  return fetched && textField(jsonObject(fetched.answer), 'access_token')
}

function audienceOf(token: string | undefined): string[] {
  const payload = token?.split('.')[1]
  if (payload === undefined) return []
  const claims = jsonObject(Buffer.from(payload, 'base64url').toString('utf8'))
  return [claims?.['aud']].flat().filter((one) => typeof one === 'string')
}

/** Calls of `/mcp` that were refused although they came behind a sign-in, or with a token. */
function refusedTokens(steps: readonly Step[]): Step[] {
  const signedIn = steps.findIndex(({ kind, status }) => kind === 'token' && status === 200)
  return steps.filter(
    ({ kind, status, sent, method }, index) =>
      kind === 'mcp' &&
      method !== 'OPTIONS' &&
      status === 401 &&
      (sent.has('authorization') || (signedIn >= 0 && index > signedIn)),
  )
}

const calls: Check = (recorded) => {
  const { steps, about } = recorded
  const withToken = new Set(refusedTokens(steps))
  return steps
    .filter(({ kind, method }) => kind === 'mcp' && method !== 'OPTIONS')
    .flatMap((step): Found[] => {
      const { status, received, location, method } = step
      if (withToken.has(step)) return refused(step, recorded)
      if (status === 401) {
        return received.has('www-authenticate')
          ? []
          : [found(step, 'challenge-missing', { url: addressOf(step.url) })]
      }
      if (location && status >= 300 && status < 400) {
        const [url, to] = [addressOf(step.url), addressOf(location)]
        return [found(step, 'mcp-redirected', { url, to })]
      }
      if (status === 200 && method === 'POST' && isWebPage(step)) return inItsPlace(step, about)
      // No client needs the stream (405), and all begin without a token.
      if (status < 400 || (status === 405 && method !== 'POST')) return []
      return [...wrongAddress(step, recorded), ...saidBy(step, about)]
    })
}

function refused(step: Step, { about }: Recorded): Found[] {
  const said = saidBy(step, about)
  if (said.length > 0) return said
  const challenge = step.received.get('www-authenticate') ?? ''
  const reason = /error_description="([^"]+)"/.exec(challenge)?.[1] ?? reasonOf(step)
  return [found(step, 'token-invalid', { reason: trimEnd(redactText(reason), '.') })]
}

function inItsPlace(step: Step, about: Recorded['about']): Found[] {
  const said = saidBy(step, about)
  if (said.length > 0) return said
  return [
    found(step, 'metadata-not-json', { document: 'an answer of MCP', url: addressOf(step.url) }),
  ]
}

function wrongAddress(step: Step, { about }: Recorded): Found[] {
  const given = step.url.origin + step.url.pathname
  const addressFinding =
    step.status === 404 || step.status === 421 ? aboutAddress(given, about, false) : null
  return addressFinding ? [{ step, finding: addressFinding }] : []
}

/** What ChatGPT's and Claude's own services answered to their page. */
const vendors: Check = ({ steps, about }) =>
  steps
    .filter(({ kind, status }) => kind === 'vendor' && status >= 400)
    .flatMap((step) => saidBy(step, about))

/** A server that could not do its part, and says no more than that. */
const failures: Check = ({ steps, about }) =>
  steps
    .filter(({ status, kind }) => status >= 500 && kind !== 'vendor')
    .flatMap((step) => {
      const said = saidBy(step, about)
      const { status, url } = step
      return said.length > 0
        ? said
        : [found(step, 'server-failed', { url: addressOf(url), status })]
    })

export const callChecks: readonly Check[] = [tokens, audience, calls, vendors, failures]
