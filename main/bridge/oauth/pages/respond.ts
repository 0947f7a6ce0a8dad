/** Answers of the sign-in routes: JSON for programs, a page for people, the same words in both. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { noteAnswer, sendNotedJson } from '../../base/answered.ts'
import { BridgeError, toBridgeError, type ErrorCode } from '../../base/errors.ts'
import type { Log } from '../../base/ports.ts'
import { errorPage } from './error-page.ts'
import { sendPage } from './page.ts'

export const sendJson = (res: ServerResponse, status: number, body: object): void =>
  sendNotedJson(res, status, body, { 'cache-control': 'no-store' })

/** RFC 6749 §5.2 and RFC 7591 §3.2.2 want an `error` of their own list beside our code. */
const oauthErrors: Partial<Record<ErrorCode, string>> = {
  'too-many-requests': 'temporarily_unavailable',
  'registration-quota': 'temporarily_unavailable',
  'approval-queue-full': 'temporarily_unavailable',
  'approval-foreign-browser': 'invalid_request',
  'client-not-registered': 'invalid_client',
  internal: 'server_error',
}

/** The JSON of an error: OAuth members first, then ours. */
export const oauthError = (error: BridgeError) => ({
  error: oauthErrors[error.code] ?? 'invalid_request',
  error_description: error.message,
  ...error.answer(),
})

/** A short name for one failure: in the answer and in the log, so that they can be matched. */
export const newReference = (): string => randomUUID().slice(0, 8)

/** Refuses a request: a page when a browser asks for one, else JSON. What is unexpected is logged. */
export function refuse(thrown: unknown, req: IncomingMessage, res: ServerResponse, log: Log): void {
  const reference = newReference()
  const error = isUndecodable(thrown)
    ? new BridgeError('malformed-request', { reason: 'the address is not well-formed' })
    : toBridgeError(thrown, reference)
  if (error.code === 'internal') {
    log.error('oauth.failed', { reference, path: pathOf(req), error: describe(thrown) })
  }
  if (res.headersSent) return void res.destroy()
  const { seconds } = error.details
  if (seconds !== undefined) res.setHeader('retry-after', String(seconds))
  // A refused request may still be sending: do not keep the connection for it.
  if (!req.complete) res.setHeader('connection', 'close')
  if (prefersPage(req)) sendPage(res, error.status, errorPage(error))
  else {
    noteAnswer(res, { refusal: error })
    sendJson(res, error.status, oauthError(error))
  }
}

/** Without the query: it carries `state` and, on the way back, codes. */
export const pathOf = (req: IncomingMessage): string => (req.url ?? '').split('?', 1)[0] ?? ''

export const prefersPage = (req: IncomingMessage): boolean =>
  (req.headers.accept ?? '').includes('text/html')

/** What Express throws for a path that cannot be decoded. */
const isUndecodable = (thrown: unknown): boolean => thrown instanceof URIError

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
