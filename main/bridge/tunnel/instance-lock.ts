/**
 * One tunnel per data folder: two connectors of one identity would share its traffic and answer in
 * turn. The holder listens on a loopback port and says its number; a lock whose holder does not
 * answer is stale, so neither a crash nor a reused process id can lock anybody out.
 */
import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { BridgeError } from '../errors.ts'
import { isRecord } from './state-file.ts'

const timeoutMs = 1_000

/** Takes the lock or throws `tunnel-in-use`. Gives the function that releases it. */
export async function takeInstanceLock(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'tunnel.lock')
  const id = randomUUID()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(id)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const content = JSON.stringify({ pid: process.pid, port, id })
  const closeServer = () => new Promise<void>((resolve) => server.close(() => resolve()))
  // Written whole and then linked: whoever finds a lock finds all of it.
  const draft = `${path}.${id}`
  try {
    await writeFile(draft, content, { mode: 0o600 })
    for (let attempt = 0; !(await linked(draft, path)); attempt++) {
      const holder = await holderOf(path)
      if (holder !== null || attempt >= 3)
        throw new BridgeError('tunnel-in-use', { pid: holder ?? 'unknown' })
      await rm(path, { force: true })
    }
  } catch (error) {
    await closeServer()
    throw error
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    await rm(path, { force: true })
    await closeServer()
  }
}

/** False if somebody's lock is there already. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** The process id of a holder that answers, or null. */
async function holderOf(path: string): Promise<number | null> {
  try {
    const lock: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (!isRecord(lock)) return null
    const { pid, port, id } = lock
    if (typeof pid !== 'number' || typeof port !== 'number' || typeof id !== 'string') return null
    return (await said(port)) === id ? pid : null
  } catch {
    return null
  }
}

function said(port: number): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect({ port, host: '127.0.0.1', timeout: timeoutMs })
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => resolve(''))
    socket.on('close', () => resolve(text))
  })
}
