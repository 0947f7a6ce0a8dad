/**
 * The bearer token of a request (RFC 6750 §2.1). The requests of a connection nearly always carry the same
 * one; then it is not taken apart again, and what is known of it is found by the same string.
 */
import type { IncomingMessage } from 'node:http'

export type BearerToken = (req: IncomingMessage) => string | undefined

export function createBearerToken(): BearerToken {
  const last = new WeakMap<object, { header: string; token: string | undefined }>()
  return ({ headers: { authorization: header = '' }, socket }) => {
    const before = last.get(socket)
    if (before?.header === header) return before.token
    const token = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(header)?.[1]
    last.set(socket, { header, token })
    return token
  }
}
