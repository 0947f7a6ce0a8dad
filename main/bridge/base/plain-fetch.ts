/**
 * The only `fetch` of the bridge. It asks for answers as they are, and gives up on one that is encoded
 * (gzip, br, zstd) while only its headers have come: a few bytes can unfold to any length, and Node's
 * decoders have had memory faults of their own. Node's fetch would decode it, asked for or not.
 */
import { usualDispatcher, type Dispatch, type Dispatcher } from './dispatcher.ts'
import { proxied } from './proxied.ts'
import { trustSystemAfter } from './system-trust.ts'

/** Node's fetch takes a dispatcher, which is not in the options of a browser's. */
export interface PlainRequest extends RequestInit {
  dispatcher?: Dispatcher
}

/** Goes through the proxies of the process, unless the call brings its own dispatcher. */
export async function plainFetch(
  input: string | URL | Request,
  init: PlainRequest = {},
): Promise<Response> {
  const headers = new Headers(
    init.headers ?? (input instanceof Request ? input.headers : undefined),
  )
  headers.set('accept-encoding', 'identity')
  const dispatcher = withoutEncoding(init.dispatcher ?? proxied(usualDispatcher()))
  const options: PlainRequest = { ...init, headers, dispatcher }
  try {
    return await globalThis.fetch(input, options)
  } catch (error) {
    // Nothing was sent before the certificate was refused; what can be sent again is.
    const spent = input instanceof Request || init.body instanceof ReadableStream
    // Where a dispatcher was brought, a stranger named the address and must not cause the loading.
    const ours = init.dispatcher === undefined
    if (spent || !ours || !trustSystemAfter(error)) throw error
    return globalThis.fetch(input, options)
  }
}

/** The dispatcher, ending every request whose answer is encoded before its body is read. */
export const withoutEncoding = (dispatcher: Dispatcher): Dispatcher =>
  dispatcher.compose([refuseEncoded])

const refuseEncoded =
  (dispatch: Dispatch): Dispatch =>
  (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (controller, ...rest) => handler.onRequestUpgrade?.(controller, ...rest),
      onResponseStart(controller, status, headers, statusText) {
        const encoding = encodingIn(headers['content-encoding'])
        if (encoding === undefined) {
          handler.onResponseStart?.(controller, status, headers, statusText)
        } else {
          controller.abort(
            new Error(`the answer is encoded (${encoding}), which was not asked for`),
          )
        }
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    })

/** `identity` and nothing are no encoding (RFC 9110 §8.4.1). */
function encodingIn(header: string | string[] | undefined): string | undefined {
  const value = [header ?? []].flat().join(', ').trim().toLowerCase()
  return value === '' || value === 'identity' ? undefined : value.slice(0, 40)
}
