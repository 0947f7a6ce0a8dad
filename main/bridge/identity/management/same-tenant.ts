/**
 * A custom domain and the canonical one are two issuers of one tenant. A management token always names
 * the canonical one; that both belong together shows by the signing keys they publish.
 */
import { z } from 'zod'
import { readLimited } from '../../base/read-limited.ts'

const keysSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), n: z.string().optional() })),
})

/** False when either cannot be read: then nothing is proven. */
export async function isSameTenant(
  fetch: typeof globalThis.fetch,
  issuer: string,
  otherIssuer: string,
): Promise<boolean> {
  const [keys, others] = await Promise.all([keysOf(fetch, issuer), keysOf(fetch, otherIssuer)])
  return keys.some((key) => others.includes(key))
}

async function keysOf(fetch: typeof globalThis.fetch, issuer: string): Promise<string[]> {
  try {
    const url = new URL('/.well-known/jwks.json', issuer)
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) })
    const { keys } = keysSchema.parse(JSON.parse(await readLimited(response)))
    return keys.map(({ kid, n = '' }) => `${kid} ${n}`)
  } catch {
    return []
  }
}
