/**
 * The stdio link: bytes between a program's stdin/stdout and the bridge's local socket, and nothing
 * else. It imports only Node, so it starts in milliseconds and has nothing to go wrong in.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

export interface RelayOptions {
  dataDir: string
  participant: string
  /** The program that starts the bridge when none runs; it gets `up --background --data DIR`. */
  bridgeProgram: string
  stdin: Readable
  stdout: Writable
}

const retryEveryMs = 100
/** How long a bridge that had to be started may take until it answers. */
const patienceMs = 30_000
const giveWayMs = 3_000
const largestAnswerBytes = 64 * 1024

/** Relays until either side ends. Throws an Error with one clear line when there is no way to connect. */
export async function runRelay(options: RelayOptions): Promise<void> {
  const { stdin, stdout } = options
  const socket = await connectToBridge(options)
  const rest = await greet(socket, options.participant, await linkToken(options.dataDir))
  if (rest.length > 0) stdout.write(rest)
  await new Promise<void>((resolve) => {
    const end = () => {
      socket.destroy()
      resolve()
    }
    stdin.pipe(socket)
    socket.pipe(stdout, { end: false })
    socket.once('close', end).once('error', end)
    stdin.once('close', end).once('error', end)
    stdout.once('error', end)
  })
}

async function connectToBridge(options: RelayOptions): Promise<Socket> {
  const running = await tryConnect(options.dataDir)
  if (running) return running
  const started = await startBridge(options)
  let giveUpAt = Date.now() + patienceMs
  started.once('exit', () => {
    // Another link may have started the same bridge a moment earlier; then ours had to give way.
    giveUpAt = Math.min(giveUpAt, Date.now() + giveWayMs)
  })
  while (Date.now() < giveUpAt) {
    const socket = await tryConnect(options.dataDir)
    if (socket) return socket
    await delay(retryEveryMs)
  }
  throw new Error(
    `Drawbridge did not start on ${options.dataDir}. See ${logFile(options.dataDir)}, or run: drawbridge up`,
  )
}

interface Link {
  path: string
  token: string
}

async function readLink(dataDir: string): Promise<Link | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'link.json'), 'utf8')) as Link
  } catch {
    return undefined
  }
}

async function linkToken(dataDir: string): Promise<string> {
  return (await readLink(dataDir))?.token ?? ''
}

async function tryConnect(dataDir: string): Promise<Socket | undefined> {
  const link = await readLink(dataDir)
  if (!link) return undefined
  return new Promise((resolve) => {
    const socket = connect(link.path)
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined))
  })
}

const logFile = (dataDir: string): string => join(dataDir, 'bridge.log')

/** In the background, outliving this link; what it says goes to a file only the owner can read. */
async function startBridge({ dataDir, bridgeProgram }: RelayOptions): Promise<ChildProcess> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const log = openSync(logFile(dataDir), 'a', 0o600)
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  const child = spawn(process.execPath, [bridgeProgram, 'up', '--background', '--data', dataDir], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
    env,
  })
  closeSync(log)
  child.once('error', () => {})
  child.unref()
  return child
}

/** Says who we are; gives the bytes that came after the bridge's one line of welcome. */
function greet(socket: Socket, participant: string, token: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0)
    const stop = () => socket.off('data', onData).off('close', onClose)
    const onClose = () => reject(new Error('Drawbridge closed the link before answering.'))
    const onData = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk])
      const end = seen.indexOf(10)
      if (end < 0) {
        if (seen.length > largestAnswerBytes) reject(new Error('Drawbridge answered nonsense.'))
        return
      }
      stop()
      socket.pause()
      const refusal = refusalIn(seen.subarray(0, end).toString('utf8'))
      if (refusal) reject(new Error(refusal))
      else resolve(seen.subarray(end + 1))
    }
    socket.on('data', onData).once('close', onClose)
    socket.write(`${JSON.stringify({ as: 'mcp', token, participant })}\n`)
  })
}

function refusalIn(line: string): string | undefined {
  const answer = JSON.parse(line) as { ok: boolean; error?: { message: string; next: string } }
  return answer.ok
    ? undefined
    : `${answer.error?.message ?? 'Refused.'} ${answer.error?.next ?? ''}`
}
