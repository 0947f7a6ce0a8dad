/**
 * The command line's way to the running bridge: the contract over the owner-only local socket. A command waits for its
 * answer and for nothing before it, and what words an error is loaded when there is one.
 */
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { MethodName, MethodParams, MethodResult } from '../contract.ts'
import type { BridgeError, ErrorAnswer } from '../bridge/base/errors.ts'
import { readLine } from '../bridge/local/line-reader.ts'
import { linkFileName, type LinkFile } from '../bridge/local/link-file.ts'
import type { Hello } from '../bridge/local/protocol.ts'

const answerLimitBytes = 64 * 1024 * 1024

export interface LocalClient {
  invoke<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>>
  close(): void
}

/**
 * Connects to the bridge of a data folder. Throws `bridge-not-running`. What the bridge says to its being connected to
 * is heard with the first answer.
 */
export async function connectLocally(dataDir: string): Promise<LocalClient> {
  const { socket, welcomed } = await open(dataDir, { as: 'control' })
  let id = 0
  let earlier: Promise<unknown> = welcomed
  // Whoever asks nothing is not told.
  earlier.catch(() => {})
  return {
    async invoke<M extends MethodName>(method: M, params: MethodParams<M>) {
      id += 1
      socket.write(`${JSON.stringify({ id, method, params })}\n`)
      const answered = earlier.then(() => readAnswer(socket, dataDir))
      earlier = answered.catch(() => {})
      return (await answered) as MethodResult<M>
    },
    close: () => socket.destroy(),
  }
}

async function readAnswer(socket: Socket, dataDir: string): Promise<unknown> {
  const line = await readLine(socket, answerLimitBytes)
  if (line === undefined) throw await notRunning(dataDir)
  const answer = JSON.parse(line) as { result?: unknown; error?: ErrorAnswer }
  if (answer.error) throw await fromAnswer(answer.error)
  return answer.result
}

export interface Exported {
  format: 'markdown' | 'json'
  /** Only this one; the whole conversation when left out. */
  thread?: string
}

/** The conversation as the bridge streams it. */
export async function openExport(
  dataDir: string,
  wanted: Exported,
): Promise<AsyncIterable<Buffer>> {
  const { socket, welcomed } = await open(dataDir, { as: 'export', ...wanted })
  await welcomed
  return socket as AsyncIterable<Buffer>
}

type Purpose = { as: 'control' } | ({ as: 'export' } & Exported)

async function open(
  dataDir: string,
  purpose: Purpose,
): Promise<{ socket: Socket; welcomed: Promise<void> }> {
  const link = readLink(dataDir)
  if (!link) throw await notRunning(dataDir)
  const socket = connect(link.path)
  const hello: Hello = { ...purpose, token: link.token }
  socket.write(`${JSON.stringify(hello)}\n`)
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  if (!connected) throw await notRunning(dataDir)
  socket.on('error', () => {})
  return { socket, welcomed: readWelcome(socket, dataDir) }
}

function readLink(dataDir: string): LinkFile | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, linkFileName), 'utf8')) as LinkFile
  } catch {
    return undefined
  }
}

async function readWelcome(socket: Socket, dataDir: string): Promise<void> {
  const line = await readLine(socket, answerLimitBytes)
  if (line === undefined) throw await notRunning(dataDir)
  const welcome = JSON.parse(line) as { ok: boolean; error?: ErrorAnswer }
  if (!welcome.ok && welcome.error) throw await fromAnswer(welcome.error)
}

/** A third of the code of a command are the words of errors. */
const errors = () => import('../bridge/base/errors.ts')

const notRunning = async (dataDir: string): Promise<BridgeError> =>
  new (await errors()).BridgeError('bridge-not-running', { dataDir })

/** The bridge's own words, kept as they came. */
async function fromAnswer(answer: ErrorAnswer): Promise<BridgeError> {
  const { BridgeError, isErrorCode } = await errors()
  return BridgeError.received(isErrorCode(answer.code) ? answer.code : 'internal', answer)
}
