/**
 * Answers `app://drawbridge/…` with the files of the built panel, and nothing else. The content
 * security policy comes as a header, so that no page can do without it.
 */
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { errorCode } from '../bridge/base/error-code.ts'
import { isAppAddress } from './app-address.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** `data:` is for images only; everything else comes from the app itself. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const commonHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** One answer of the `app:` scheme. `root` is absolute, without a slash at its end. */
export async function answerFrom(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405)
  const file = fileOf(root, request.url)
  if (typeof file === 'number') return answer(file)
  const type = types[extname(file)]
  if (!type) return answer(404)
  try {
    const body = await readFile(file)
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      headers: { ...commonHeaders, 'content-type': type },
    })
  } catch (error) {
    return answer(['ENOENT', 'EISDIR', 'ENOTDIR'].includes(errorCode(error) ?? '') ? 404 : 500)
  }
}

const answer = (status: number): Response => new Response(null, { status, headers: commonHeaders })

/** The file of an address, or the status to answer with: another host, or a path out of the folder. */
export function fileOf(root: string, address: string): string | 400 | 404 {
  if (!isAppAddress(address)) return 404
  const { pathname } = new URL(address)
  let path: string
  try {
    path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
  } catch {
    return 400
  }
  if (path.includes('\0')) return 400
  const file = join(root, path)
  return file.startsWith(root + sep) ? file : 404
}
