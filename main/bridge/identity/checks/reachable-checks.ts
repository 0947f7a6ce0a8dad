/** What can be found out from outside, at Auth0 and at any other provider. */
import { problem } from '../../explain/problem.ts'
import type { ErrorCode } from '../../base/errors.ts'
import { cannotTell, explainedCheck, failed, ok, unknown, type Check } from './check.ts'
import { shortcomings } from './discovery.ts'
import type { Look } from './look.ts'

/** The domain answers, and names itself as it was entered. */
export async function domain(look: Look): Promise<Check> {
  if (look.setUp.issuer === null) return unknown('Not entered yet.')
  const { issuer } = await look.discovery()
  return ok(`It answers, and names itself ${issuer}.`)
}

/** It can do what the bridge needs. */
export async function abilities(look: Look): Promise<Check> {
  if (look.setUp.issuer === null) return unknown('Enter the issuer first.')
  const lacks = shortcomings(await look.discovery())
  return lacks.length === 0
    ? ok('Authorization Code, PKCE with S256 and RS256 are offered, or at least not ruled out.')
    : failed(problem('upstream-unsuitable', { reason: lacks.join(' and ') }))
}

/** Client id and secret are accepted. */
export async function credentials(look: Look): Promise<Check> {
  const { issuer, clientId, clientSecret } = look.setUp
  if (issuer === null || clientId === null) return unknown('Enter domain and client id first.')
  if (clientSecret === undefined) return unknown('Enter the client secret first.')
  const answer = await look.token()
  if (answer === null || answer.kind === 'accepted') {
    const sent =
      answer?.refusedBy == null
        ? ''
        : ` The secret is taken by ${answer.by}; ${answer.refusedBy}, which the provider offers too, is refused.`
    return ok(
      `Client id and secret are accepted; a made-up code is refused, as it should be.${sent}`,
    )
  }
  if (answer.kind === 'strange') {
    return cannotTell(`The token endpoint answers something unexpected: ${answer.said}.`)
  }
  // The client has shown who it is before its grant type is looked at.
  return answer.explanation.code === 'upstream-grant-type'
    ? ok('Client id and secret are accepted.')
    : explainedCheck(answer.explanation)
}

/** The grant type, as the token endpoint and a redirect tell it. */
export async function grantType(look: Look): Promise<Check> {
  const refusal = await saidAnywhere(look, ['upstream-grant-type'])
  if (refusal) return refusal
  const answer = await look.token()
  return answer?.kind === 'accepted'
    ? ok(
        'Authorization Code is allowed. Whether others are too shows only with a management token.',
      )
    : cannotTell('This shows once client id and secret are accepted.')
}

/** Each callback line, asked for by itself. */
export async function callbacks(look: Look): Promise<Check> {
  const { issuer, clientId, provider } = look.setUp
  if (issuer === null || clientId === null) return unknown('Enter domain and client id first.')
  const answers = await look.authorize()
  const missing: string[] = []
  const registered: string[] = []
  for (const { callback, answer } of answers) {
    if (answer.kind === 'explained' && answer.explanation.code === 'upstream-client-unknown') {
      return explainedCheck(answer.explanation)
    }
    if (answer.kind === 'explained' && answer.explanation.code === 'upstream-callback-mismatch') {
      missing.push(callback)
    } else if (answer.kind === 'login' ? provider === 'auth0' : answer.back) {
      // Auth0 looks at the callback before it shows a login page; others may do so later.
      registered.push(callback)
    }
  }
  if (missing.length > 0) {
    const link = answers.flatMap(({ answer }) =>
      answer.kind === 'explained' ? [answer.explanation.link] : [],
    )[0]
    return failed(
      problem('upstream-callback-mismatch', { callback: `: ${missing.join(', ')}` }, link ?? null),
    )
  }
  return registered.length === answers.length
    ? ok(`Registered: ${registered.join(', ')}.`)
    : cannotTell('The provider does not object, but shows it only when somebody signs in.')
}

/** A cause that any of the answers names; undefined when none does. */
export async function saidAnywhere(
  look: Look,
  codes: readonly ErrorCode[],
): Promise<Check | undefined> {
  const { issuer, clientId } = look.setUp
  if (issuer === null || clientId === null) return unknown('Enter domain and client id first.')
  const answers = [...(await look.authorize()).map(({ answer }) => answer), await look.token()]
  for (const answer of answers) {
    if (answer?.kind === 'explained' && codes.includes(answer.explanation.code)) {
      return explainedCheck(answer.explanation)
    }
  }
  return undefined
}
