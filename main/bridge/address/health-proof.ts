/**
 * /healthz: tells a probe that it reached this very bridge. Whoever asks sends a nonce; the answer
 * carries an HMAC of it that only this process can make, so a stranger answering under our name is
 * found out.
 */
import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export function healthProof(secret: Buffer, nonce: string): string {
  return createHmac('sha256', secret).update(`drawbridge-health:${nonce}`).digest('base64url')
}

export function healthAnswer(req: IncomingMessage, res: ServerResponse, secret: Buffer): void {
  const nonce = new URL(req.url ?? '/', 'http://healthz').searchParams.get('nonce') ?? ''
  const proof = /^[\w-]{16,128}$/.test(nonce) ? { proof: healthProof(secret, nonce) } : {}
  res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  res.end(JSON.stringify({ status: 'ok', ...proof }))
}
