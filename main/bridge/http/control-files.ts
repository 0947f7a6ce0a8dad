/**
 * The built panel, read once. Requests are answered from this map and nothing else, so no path, however
 * written, can reach another file.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

export interface PanelFile {
  body: Buffer
  type: string
  etag: string
  /** The name carries a hash of the content (Vite's assets), so it may be kept for good. */
  immutable: boolean
}

/** Every servable file under `dir` by its URL path; undefined when the panel has not been built. */
export async function readPanelFiles(dir: string): Promise<Map<string, PanelFile> | undefined> {
  const files = new Map<string, PanelFile>()
  for (const entry of await list(dir)) {
    const type = types[extname(entry)]
    if (!type) continue
    const path = `/${relative(dir, entry).split(sep).join('/')}`
    const body = await readFile(entry)
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
    files.set(path, { body, type, etag, immutable: path.startsWith('/assets/') })
  }
  const index = files.get('/index.html')
  return index && files.set('/', index)
}

async function list(dir: string): Promise<string[]> {
  if (!existsSync(dir)) return []
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
