/** The few calls of Cloudflare's API the app makes, with an API token the owner made for it. */
import { readLimitedJson } from '../base/read-limited.ts'
import { BridgeError } from '../base/errors.ts'
import { isObject } from '../base/is-object.ts'
import type { Fetch } from './types.ts'

const cloudflareApiUrl = 'https://api.cloudflare.com/client/v4'

const timeoutMs = 20_000

export type CloudflareApi = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: Record<string, unknown>,
) => Promise<unknown>

/** Gives `result`. Throws `cloudflare-token-refused` or `cloudflare-api-failed`; never tells the token. */
export function createCloudflareApi(deps: {
  fetch: Fetch
  apiToken: string
  url?: string
}): CloudflareApi {
  const { fetch, apiToken, url = cloudflareApiUrl } = deps
  return async (method, path, body) => {
    let status: number
    let answer: unknown
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      status = response.status
      answer = await readLimitedJson(response)
    } catch (error) {
      throw new BridgeError(
        'cloudflare-api-failed',
        { reason: 'it could not be reached' },
        { cause: error },
      )
    }
    if (isObject(answer) && answer['success'] === true) return answer['result']
    const reason = reasonIn(answer) ?? `status ${status}`
    throw new BridgeError(
      status === 401 || status === 403 ? 'cloudflare-token-refused' : 'cloudflare-api-failed',
      {
        reason,
      },
    )
  }
}

function reasonIn(answer: unknown): string | null {
  const errors: unknown = isObject(answer) ? answer['errors'] : null
  const first: unknown = Array.isArray(errors) ? errors[0] : null
  return isObject(first) && typeof first['message'] === 'string' ? first['message'] : null
}

/** A text field of an answer. Throws `cloudflare-api-failed` if it is missing. */
export function textField(value: unknown, name: string): string {
  const field = isObject(value) ? value[name] : undefined
  if (typeof field === 'string') return field
  throw new BridgeError('cloudflare-api-failed', { reason: `its answer has no ${name}` })
}
