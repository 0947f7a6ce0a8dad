/**
 * What the authorization server needs of the identity provider, and nothing more. With
 * `owner-approval` there is none: `offered()` is undefined and the owner approves in the panel.
 */

/** A person as an OpenID provider names them: `iss` and `sub` together, never an e-mail address. */
export interface Person {
  issuer: string
  subject: string
  /** As the provider says it; nothing is decided by it. */
  name: string | null
}

/** Somebody who may sign in here. */
export interface Admitted {
  person: Person
  /** Whom their clients may speak as: anybody for the owner. */
  participants: Rights
}

export type Rights = 'any' | readonly string[]

/** The provider as the sign-in page offers it. */
export interface Offer {
  name: string
  /** The way back leads over this computer: a phone cannot finish. */
  onThisComputer: boolean
}

/** A sign-in that is to be continued at the provider. */
export interface Departure {
  /** The interaction it belongs to; the way back leads to its page, in the same browser. */
  uid: string
  /** The origin the browser is at, where its cookie is. */
  originUrl: string
  /** For the audit trail. */
  clientId: string
}

export interface Upstream {
  /** The provider sign-ins go to; undefined while the owner approves on this computer. */
  offered(): Offer | undefined
  /** The address at the provider to send the browser to. Throws BridgeError `upstream-…`. */
  depart(departure: Departure): Promise<string>
  /**
   * Finishes what `depart` began, from the query of the address the browser came back to. Call only
   * after the browser has proven by its cookie that the interaction is its own. Throws BridgeError:
   * the sign-in failed, or it is nobody who may come in. Works once.
   */
  arrive(departure: Departure, query: URLSearchParams): Promise<Admitted>
  /** What a person who arrived may do now. Throws `upstream-stranger`, also for one since dismissed. */
  rightsOf(person: Person): Rights
  /** A browser that is not the one it began in came back: the sign-in is void. */
  spoil(query: URLSearchParams): Promise<void>
  /**
   * What the callback address answers: where to send the browser, taking the query along, or the
   * outcome of a test. Looks the `state` up and proves nothing by itself. Throws BridgeError.
   */
  callback(query: URLSearchParams, cookieHeader: string | undefined): Promise<CallbackAnswer>
  /** Begins the test a one-time link stands for, in the browser that opened it. Throws BridgeError. */
  start(ticket: string): Promise<{ redirect: string; cookie: string }>
}

export type CallbackAnswer = { redirect: string } | { page: { title: string; message: string } }

/** One line of the audit trail. */
export type IdentityAuditKind =
  | `identity.${'saved' | 'on' | 'off' | 'bound' | 'unbound' | 'admitted' | 'dismissed' | 'callback-confirmed'}`
  | `upstream.${'begun' | 'signed-in' | 'refused' | 'failed' | 'foreign-browser'}`

/** The audit trail as this part needs it. */
export type RecordAudit = (
  kind: IdentityAuditKind,
  clientId: string | null,
  detail?: Record<string, string | number>,
) => void

/** The listener for coming back to this computer. */
export interface LoopbackListener {
  /** Listens on the first of these ports that is free and gives it; undefined when none is. */
  listen(ports: readonly number[]): Promise<number | undefined>
  /** The port it listens on. */
  port(): number | undefined
}
