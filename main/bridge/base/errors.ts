/**
 * Every error a person or a client can meet, in one table: a stable code, what happened, whose side
 * it is on, and the next step. The same words appear in the HTTP answer, the panel, the command line
 * and docs/errors/<code>.md.
 */

import type { Entry, Side } from '../error-catalogue/entry.ts'
import { connectErrors } from '../error-catalogue/connect.ts'
import { conversationErrors } from '../error-catalogue/conversation.ts'
import { desktopErrors } from '../error-catalogue/desktop.ts'
import { doctorErrors } from '../error-catalogue/doctor.ts'
import { eventErrors } from '../error-catalogue/events.ts'
import { findingErrors } from '../error-catalogue/doctor-findings.ts'
import { identityErrors } from '../error-catalogue/identity.ts'
import { runningErrors } from '../error-catalogue/running.ts'
import { seatErrors } from '../error-catalogue/seats.ts'
import { signInErrors } from '../error-catalogue/sign-in.ts'
import { talkErrors } from '../error-catalogue/talk.ts'
import { tunnelErrors } from '../error-catalogue/tunnel.ts'
import { upstreamErrors } from '../error-catalogue/upstream.ts'

/** Codes are frozen once released: they are links to documentation. */
export const catalogue = {
  ...runningErrors,
  ...desktopErrors,
  ...conversationErrors,
  ...talkErrors,
  ...seatErrors,
  ...eventErrors,
  ...signInErrors,
  ...tunnelErrors,
  ...identityErrors,
  ...upstreamErrors,
  ...connectErrors,
  ...doctorErrors,
  ...findingErrors,
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof catalogue

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code)

/** What an error looks like wherever it is shown. */
export interface ErrorAnswer {
  code: ErrorCode
  message: string
  side: Side
  next: string
  docs: string
}

export type ErrorDetails = Record<string, string | number>

/** An error with a stable code from the catalogue. `message` is the filled-in sentence. */
export class BridgeError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly side: Side
  readonly next: string
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fill(catalogue[code].what, details), options)
    this.name = 'BridgeError'
    this.code = code
    this.status = catalogue[code].status
    this.side = catalogue[code].side
    this.next = fill(catalogue[code].next, details)
    this.details = details
  }

  /** An error that another process of the bridge worded; its sentences are kept as they came. */
  static received(code: ErrorCode, answer: Pick<ErrorAnswer, 'message' | 'next'>): BridgeError {
    const error = new BridgeError(code)
    return Object.assign(error, { message: answer.message, next: answer.next })
  }

  /** The form every surface shows: no stack, no cause. */
  answer(): ErrorAnswer {
    return {
      code: this.code,
      message: this.message,
      side: this.side,
      next: this.next,
      docs: docsPage(this.code),
    }
  }
}

/** The documentation page of a code, relative to the project. */
export const docsPage = (code: ErrorCode): string => `docs/errors/${code}.md`

/** Any thrown value as a BridgeError; what is unknown becomes `internal` and keeps its cause for the log. */
export function toBridgeError(thrown: unknown, reference = 'none'): BridgeError {
  return thrown instanceof BridgeError
    ? thrown
    : new BridgeError('internal', { reference }, { cause: thrown })
}

/** Longer than any sentence or path, and an end for what somebody else sent. */
const longestDetail = 2_000

function fill(template: string, details: ErrorDetails): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = String(details[name] ?? whole)
    return value.length > longestDetail ? `${value.slice(0, longestDetail)}…` : value
  })
}
