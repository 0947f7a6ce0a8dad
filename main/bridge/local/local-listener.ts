/**
 * The local socket: the stdio link and the command line come in here. Only the owner can open it
 * (file mode, per-user pipe), and each connection still has to present the secret of this start.
 */
import { randomBytes } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Control } from '../../contract.ts'
import { drained } from '../base/drained.ts'
import { BridgeError, toBridgeError } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { serveControl } from './control-lines.ts'
import { readLine } from './line-reader.ts'
import { linkFileName, type LinkFile } from './link-file.ts'
import { helloSchema, type Hello } from './protocol.ts'
import { sameText } from '../base/same-text.ts'

const helloLimitBytes = 4096
const helloTimeoutMs = 5_000

export interface LocalListenerDeps {
  dataDir: string
  socketPath: string
  control: Control
  /** Speaks MCP on the stream as the participant; creates the participant if it is new. */
  serveMcp: (stream: Socket, participant: string, run: string | undefined) => Promise<void>
  /** Of everything, or of one thread. Throws `unknown-thread`. */
  exportTo: (format: 'markdown' | 'json', thread: string | undefined) => AsyncIterable<string>
  /** Of one control request. */
  requestLimitBytes: number
  log: Log
}

export interface LocalListener {
  start(): Promise<void>
  stop(): Promise<void>
}

export function createLocalListener(deps: LocalListenerDeps): LocalListener {
  const { dataDir, socketPath, log } = deps
  const token = randomBytes(32).toString('base64url')
  const open = new Set<Socket>()
  const linkFile = join(dataDir, linkFileName)

  // A program that has said all it wants to say still gets its answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', (error) => log.debug('local.error', { error: error.message }))
    void greet(socket).catch((thrown: unknown) => {
      const { code, message, side, next, docs } = toBridgeError(thrown).answer()
      const answer = { ok: false, error: { code, message, side, next, docs } }
      socket.end(`${JSON.stringify(answer)}\n`, () => socket.destroy())
    })
  })

  async function greet(socket: Socket): Promise<void> {
    const late = setTimeout(() => socket.destroy(), helloTimeoutMs)
    const line = await readLine(socket, helloLimitBytes).finally(() => clearTimeout(late))
    if (line === undefined) return void socket.destroy()
    const hello = parseHello(line)
    if (!hello || !sameText(hello.token, token)) throw new BridgeError('local-link-refused')
    if (hello.as === 'mcp') {
      await deps.serveMcp(socket, hello.participant, hello.run)
    } else if (hello.as === 'control') {
      socket.write('{"ok":true}\n')
      await serveControl(socket, deps.control, deps.requestLimitBytes)
    } else {
      const text = deps.exportTo(hello.format, hello.thread)
      socket.write('{"ok":true}\n')
      await pour(text, socket)
    }
  }

  return {
    async start() {
      // The instance lock is held, so a socket file that is still there belongs to nobody.
      if (!socketPath.startsWith('\\\\')) await rm(socketPath, { force: true })
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(socketPath, resolve)
      })
      if (!socketPath.startsWith('\\\\')) await chmod(socketPath, 0o600)
      const link: LinkFile = { path: socketPath, token, pid: process.pid }
      await writeFileAtomically(linkFile, `${JSON.stringify(link)}\n`, 0o600)
    },
    async stop() {
      await rm(linkFile, { force: true })
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      if (server.listening) await closed
    },
  }
}

function parseHello(line: string): Hello | undefined {
  try {
    return helloSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

async function pour(text: AsyncIterable<string>, socket: Socket): Promise<void> {
  for await (const part of text) {
    if (!socket.write(part)) await drained(socket)
    if (socket.destroyed) return
  }
  socket.end()
}
