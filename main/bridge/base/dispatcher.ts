/** The dispatcher inside Node's fetch: what carries a request. */

/** As much of undici, the client inside Node's fetch, as is used here. */
export interface Dispatcher {
  dispatch: Dispatch
  compose(interceptors: readonly ((dispatch: Dispatch) => Dispatch)[]): Dispatcher
}

export type Dispatch = (options: object, handler: Handler) => boolean

interface Controller {
  abort(reason: Error): void
}

type AnswerHeaders = Record<string, string | string[] | undefined>

interface Handler {
  onRequestStart?(controller: Controller, context: unknown): void
  onRequestUpgrade?(controller: Controller, ...rest: unknown[]): void
  onResponseStart?(
    controller: Controller,
    status: number,
    headers: AnswerHeaders,
    statusText?: string,
  ): void
  onResponseData?(controller: Controller, chunk: Buffer): void
  onResponseEnd?(controller: Controller, trailers: AnswerHeaders): void
  onResponseError?(controller: Controller, error: Error): void
}

/** Of this Node's own fetch; it is made when that is first looked at. */
export function usualDispatcher(): Dispatcher {
  void globalThis.Response
  const name = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].find(
    (one) => Symbol.for(one) in globalThis,
  )
  const found = name && (globalThis as Record<symbol, unknown>)[Symbol.for(name)]
  if (!found) throw new Error('this Node has no dispatcher to keep encoded answers out with')
  return found as Dispatcher
}
