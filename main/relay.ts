/**
 * The stdio link: bytes between a program's stdin/stdout and the bridge's local socket, and nothing
 * else. It imports only Node, and of that only what a link to a running bridge needs, so it starts in milliseconds and
 * has nothing to go wrong in.
 */
import type { ChildProcess } from 'node:child_process'
import { on } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Command } from './data-path.ts'

export interface RelayOptions {
  dataDir: string
  participant: string
  /** The run of a program that the bridge itself started; such a link starts no bridge. */
  run?: string | undefined
  /** What starts Drawbridge when it does not run. Throws where there is nothing to start. */
  startCommand: () => Command
  stdin: Readable
  stdout: Writable
}

const retryEveryMs = 100
/** How long a bridge that had to be started may take until it answers. */
const patienceMs = 30_000
const giveWayMs = 3_000
const largestAnswerBytes = 64 * 1024
/** Hosts ask at once; a program that says nothing for this long is not waiting for an answer. */
const questionMs = 2_000
/** JSON-RPC's range for errors of an implementation. */
const noBridgeCode = -32_000

/** Relays until either side ends. Throws an Error with one clear line when there is no way to connect. */
export async function runRelay(options: RelayOptions): Promise<void> {
  const { stdin, stdout } = options
  const { socket, token } = await connectToBridge(options)
  const rest = await greet(socket, options, token)
  if (rest.length > 0) stdout.write(rest)
  await new Promise<void>((resolve) => {
    const end = () => {
      socket.destroy()
      resolve()
    }
    // The end of stdin is passed on; what the bridge still answers is written before this ends.
    stdin.pipe(socket)
    socket.pipe(stdout, { end: false })
    socket.once('close', end).once('error', end)
    stdin.once('error', end)
    stdout.once('error', end)
  })
  await new Promise<void>((resolve) => stdout.write('', () => resolve()))
}

async function connectToBridge(options: RelayOptions): Promise<Connected> {
  const running = await tryConnect(options.dataDir)
  if (running) return running
  // What was started for a turn has no business without the bridge, and would hand its environment on.
  if (options.run !== undefined) throw new Error('Drawbridge has ended, and this turn with it.')
  let giveUpAt = Date.now() + patienceMs
  const child = await startBridge(options)
  child?.once('exit', () => {
    // Another link may have started the same bridge a moment earlier; then ours had to give way.
    giveUpAt = Math.min(giveUpAt, Date.now() + giveWayMs)
  })
  while (Date.now() < giveUpAt) {
    const connected = await tryConnect(options.dataDir)
    if (connected) return connected
    await new Promise((resolve) => setTimeout(resolve, retryEveryMs))
  }
  const how = child ? `See ${logFile(options.dataDir)}, or run: drawbridge up` : 'Open it yourself.'
  throw new Error(`Drawbridge did not start on ${options.dataDir}. ${how}`)
}

interface Link {
  path: string
  token: string
}

interface Connected {
  socket: Socket
  token: string
}

function readLink(dataDir: string): Link | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'link.json'), 'utf8')) as Link
  } catch {
    return undefined
  }
}

async function tryConnect(dataDir: string): Promise<Connected | undefined> {
  const link = readLink(dataDir)
  if (!link) return undefined
  const { path, token } = link
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve({ socket, token })).once('error', () => resolve(undefined))
  })
}

const logFile = (dataDir: string): string => join(dataDir, 'bridge.log')

/**
 * In the background, outliving this link. What the bridge says goes to a file only the owner can read.
 * A program that only asks the desktop to start it says nothing, and its end means nothing: no child.
 */
async function startBridge(options: RelayOptions): Promise<ChildProcess | undefined> {
  const [program, ...args] = options.startCommand()
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  const asking = program !== process.execPath
  const log = asking ? 'ignore' : openLog(options.dataDir)
  const { spawn } = await import('node:child_process')
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
    env,
  })
  if (typeof log === 'number') closeSync(log)
  child.once('error', () => {})
  child.unref()
  return asking ? undefined : child
}

function openLog(dataDir: string): number {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return openSync(logFile(dataDir), 'a', 0o600)
}

/** Says who we are; gives the bytes that came after the bridge's one line of welcome. */
function greet(
  socket: Socket,
  { participant, run }: Pick<RelayOptions, 'participant' | 'run'>,
  token: string,
): Promise<Buffer> {
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
    socket.write(`${JSON.stringify({ as: 'mcp', token, participant, run })}\n`)
  })
}

/**
 * Answers the program's first question with what went wrong: hosts show that to people, and keep what
 * is on stderr to themselves. Gives up when nothing is asked soon.
 */
export async function answerWithProblem(
  { stdin, stdout }: Pick<RelayOptions, 'stdin' | 'stdout'>,
  message: string,
): Promise<void> {
  const asked = await firstLine(stdin, AbortSignal.timeout(questionMs))
  const id = idOf(asked)
  if (id === undefined) return
  const answer = { jsonrpc: '2.0', id, error: { code: noBridgeCode, message } }
  await new Promise<void>((resolve) => stdout.write(`${JSON.stringify(answer)}\n`, () => resolve()))
}

async function firstLine(stdin: Readable, signal: AbortSignal): Promise<string> {
  let text = ''
  try {
    for await (const [chunk] of on(stdin, 'data', { signal, close: ['end', 'close'] })) {
      text += String(chunk)
      if (text.includes('\n') || text.length > largestAnswerBytes) break
    }
  } catch {
    // Nothing was asked in time.
  }
  return text.split('\n', 1)[0] ?? ''
}

function idOf(line: string): string | number | undefined {
  try {
    const { id } = JSON.parse(line) as { id?: unknown }
    return typeof id === 'string' || typeof id === 'number' ? id : undefined
  } catch {
    return undefined
  }
}

function refusalIn(line: string): string | undefined {
  const answer = JSON.parse(line) as { ok: boolean; error?: { message: string; next: string } }
  return answer.ok
    ? undefined
    : `${answer.error?.message ?? 'Refused.'} ${answer.error?.next ?? ''}`
}
