/** Contents of shared files: text or bytes, strictly decoded, and what kind of file it is. */
import { BridgeError } from '../../base/errors.ts'
import type { FileEncoding } from './file-types.ts'

/** The bytes a writer means. Base64 is taken strictly: what is not exactly base64 is refused. */
export function bytesFrom(content: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(content, 'utf8')
  const compact = content.replaceAll(/[\r\n]/g, '')
  const bytes = Buffer.from(compact, 'base64')
  const canonical = bytes.toString('base64')
  // Padding may be left out; stray bits and foreign characters may not slip through.
  if (canonical !== compact && canonical.replace(/={1,2}$/, '') !== compact) {
    throw new BridgeError('invalid-base64')
  }
  return bytes
}

/**
 * The text, when the bytes are UTF-8; a byte order mark stays part of it. Bytes that are `cut` may
 * end within a character, which is then left out.
 */
export function textFrom(bytes: Uint8Array, { cut = false } = {}): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut })
  } catch {
    return undefined
  }
}

const mimeTypes: Record<string, string> = {
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown',
  mjs: 'text/javascript',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  toml: 'application/toml',
  ts: 'text/x-typescript',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webp: 'image/webp',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  zip: 'application/zip',
}

/** By the ending of the name; otherwise plain text or bytes, as the content is. */
export function mimeTypeOf(name: string, isText: boolean): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = Object.hasOwn(mimeTypes, ending) ? mimeTypes[ending] : undefined
  return known ?? (isText ? 'text/plain' : 'application/octet-stream')
}
