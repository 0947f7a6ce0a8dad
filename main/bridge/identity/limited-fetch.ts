/**
 * Fetch for openid-client, which reads answers to their end: a provider that sends without end would
 * fill the memory. What is too long is cut, and then it is not JSON any more.
 */
import type { CustomFetch } from 'openid-client'
import { plainFetch } from '../base/plain-fetch.ts'
import { readLimited } from '../base/read-limited.ts'

export const limitedFetch: CustomFetch = async (url, options) => {
  // Only the typings of Node and of the browser differ.
  const response = await plainFetch(url, options as RequestInit)
  const { status, statusText, headers } = response
  const text = await readLimited(response)
  return new Response(text === '' ? null : text, { status, statusText, headers })
}
