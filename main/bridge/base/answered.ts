/**
 * What was answered, left on the response by whoever answers, so that the record of traffic need not
 * read it off the wire: the error of the catalogue, and the content where it is no page.
 */
import type { ServerResponse } from 'node:http'
import type { BridgeError } from './errors.ts'

export interface Answered {
  refusal?: BridgeError
  /** An object that was sent as JSON, or a text. */
  content?: unknown
}

const field = Symbol('answered')

/** Adds to what is known about an answer. */
export function noteAnswer(res: ServerResponse, answered: Answered): void {
  Object.assign(res, { [field]: { ...answerOf(res), ...answered } })
}

/** What was noted; empty for an answer nobody said anything about. */
export const answerOf = (res: ServerResponse): Answered =>
  (res as { [field]?: Answered })[field] ?? {}

/** Answers with JSON and notes it. Headers set before are kept. */
export function sendNotedJson(
  res: ServerResponse,
  status: number,
  content: object,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(content)
  noteAnswer(res, { content })
  res.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  res.end(text)
}
