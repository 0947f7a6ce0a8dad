/** The command line's way to the running bridge: the contract over the owner-only local socket. */
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { MethodName, MethodParams, MethodResult } from '../contract.ts'
import { BridgeError, type ErrorAnswer, isErrorCode } from '../bridge/base/errors.ts'
import { readLine } from '../bridge/local/line-reader.ts'
import { linkFileName, type LinkFile } from '../bridge/local/link-file.ts'
import type { Hello } from '../bridge/local/protocol.ts'

const answerLimitBytes = 64 * 1024 * 1024

export interface LocalClient {
  invoke<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>>
  close(): void
}

/** Connects to the bridge of a data folder. Throws `bridge-not-running`. */
export async function connectLocally(dataDir: string): Promise<LocalClient> {
  const socket = await open(dataDir, { as: 'control' })
  let id = 0
  return {
    async invoke(method, params) {
      id += 1
      socket.write(`${JSON.stringify({ id, method, params })}\n`)
      const line = await readLine(socket, answerLimitBytes)
      if (line === undefined) throw new BridgeError('bridge-not-running', { dataDir })
      const answer = JSON.parse(line) as { result?: unknown; error?: ErrorAnswer }
      if (answer.error) throw fromAnswer(answer.error)
      return answer.result as MethodResult<typeof method>
    },
    close: () => socket.destroy(),
  }
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
  return (await open(dataDir, { as: 'export', ...wanted })) as AsyncIterable<Buffer>
}

type Purpose = { as: 'control' } | ({ as: 'export' } & Exported)

async function open(dataDir: string, purpose: Purpose): Promise<Socket> {
  const notRunning = new BridgeError('bridge-not-running', { dataDir })
  let link: LinkFile
  try {
    link = JSON.parse(await readFile(join(dataDir, linkFileName), 'utf8')) as LinkFile
  } catch {
    throw notRunning
  }
  const socket = connect(link.path)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', () => reject(notRunning))
  })
  socket.on('error', () => {})
  const hello: Hello = { ...purpose, token: link.token }
  socket.write(`${JSON.stringify(hello)}\n`)
  const line = await readLine(socket, answerLimitBytes)
  if (line === undefined) throw notRunning
  const welcome = JSON.parse(line) as { ok: boolean; error?: ErrorAnswer }
  if (!welcome.ok && welcome.error) throw fromAnswer(welcome.error)
  return socket
}

/** The bridge's own words, kept as they came. */
function fromAnswer(answer: ErrorAnswer): BridgeError {
  const code = isErrorCode(answer.code) ? answer.code : 'internal'
  return BridgeError.received(code, answer)
}
