/**
 * Certificates of authorities Node does not know, as a company network or a security program has that
 * looks into TLS. Those the system trusts are loaded at the first such failure, once and for the whole
 * process: it takes half a second, which nobody else pays.
 */
import * as tls from 'node:tls'

const untrusted: ReadonlySet<unknown> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
])
/** fetch hides what happened in `cause`, sometimes twice. */
const deepest = 5

/** OpenSSL's word for it when a certificate is from an authority that is not known; else undefined. */
export function untrustedCertificate(error: unknown): string | undefined {
  let inner = error
  for (let depth = 0; depth < deepest && inner instanceof Error; depth++) {
    const { code } = inner as NodeJS.ErrnoException
    if (untrusted.has(code)) return code
    inner = inner.cause
  }
  return undefined
}

let loaded = false

/** True when the failure was one of trust and there is now reason to try once more. */
export function trustSystemAfter(error: unknown): boolean {
  if (loaded || untrustedCertificate(error) === undefined) return false
  loaded = true
  // Electron's Node may lack them.
  if (typeof tls.getCACertificates !== 'function') return false
  if (typeof tls.setDefaultCACertificates !== 'function') return false
  const known = tls.getCACertificates('default')
  const all = new Set([...known, ...tls.getCACertificates('system')])
  if (all.size === new Set(known).size) return false
  tls.setDefaultCACertificates([...all])
  return true
}

/** Does something that uses TLS, and once more when the authorities of the system may help. */
export async function withSystemTrust<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!trustSystemAfter(error)) throw error
    return run()
  }
}
