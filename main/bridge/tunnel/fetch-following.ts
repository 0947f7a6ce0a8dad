/**
 * Follows redirects by hand: a few, and never from https to something weaker. Release files live
 * behind one redirect to a storage host.
 */
import type { Fetch } from './types.ts'

const mostRedirects = 5

export async function fetchFollowing(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<Response> {
  let current = new URL(url)
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetch(current, { redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    const next = new URL(location, current)
    if (current.protocol === 'https:' && next.protocol !== 'https:') {
      throw new Error('the server redirects to an address without encryption')
    }
    current = next
  }
  throw new Error('the server redirects without end')
}
