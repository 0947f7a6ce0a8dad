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
  participants: 'any' | readonly string[]
}

/** A sign-in that is to be continued at the provider. */
export interface Departure {
  /** The interaction it belongs to; the way back leads to its page, in the same browser. */
  uid: string
  /** The origin the browser is at, where its cookie is. */
  originUrl: string
}

export interface Upstream {
  /** The provider sign-ins go to; undefined while the owner approves on this computer. */
  offered(): { name: string } | undefined
  /** The address at the provider to send the browser to. Throws BridgeError `upstream-…`. */
  depart(departure: Departure): Promise<string>
  /**
   * Finishes what `depart` began, from the query of the address the browser came back to. Call only
   * after the browser has proven by its cookie that the interaction is its own. Throws BridgeError:
   * the sign-in failed, or it is nobody who may come in. Works once.
   */
  arrive(departure: Departure, query: URLSearchParams): Promise<Admitted>
  /** A browser that is not the one it began in came back: the sign-in is void. */
  spoil(query: URLSearchParams): Promise<void>
  /**
   * What the callback address answers: where to send the browser, taking the query along, or a
   * finished page for a test from the panel. Looks the `state` up and proves nothing by itself.
   */
  callback(query: URLSearchParams, cookie: string | undefined): Promise<CallbackAnswer>
}

export type CallbackAnswer =
  { redirect: string } | { page: { title: string; message: string; ok: boolean } }
