/**
 * Tells a Claude Code that is open on this computer, through the inbox it has for messages between its own
 * windows: a file for each window names a socket, and one line of JSON goes into it. The wire is the vendor's
 * own and may change, so only versions it was tried with are told, and only when the owner chose it.
 */
import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { BridgeError } from '../base/errors.ts'
import { pointerLine } from './wake-lines.ts'
import type { Cause } from './causes.ts'
import type { Bell } from './types.ts'
import type { Ways } from './ways.ts'

/** What the inbox was tried with. */
export const claudeVersions: readonly string[] = ['2.1.332']

const mostWindows = 200
const mostBytes = 64 * 1024
const longestMs = 3_000

const windowSchema = z.object({
  pid: z.int(),
  cwd: z.string(),
  startedAt: z.number(),
  version: z.string(),
  kind: z.string(),
  messagingSocketPath: z.string().min(1).max(1024),
})
type Window = z.infer<typeof windowSchema>

export interface ClaudeInbox {
  /** The newest window open in that folder. Throws `wake-failed`. */
  find(folder: string): Promise<Window>
  notify(folder: string, cause: Cause): Promise<void>
}

export function createClaudeInbox(home: string, env: NodeJS.ProcessEnv): ClaudeInbox {
  const sessions = join(env['CLAUDE_CONFIG_DIR'] ?? join(home, '.claude'), 'sessions')
  const refuse = (problem: string) =>
    new BridgeError('wake-failed', { program: 'Claude Code', problem })

  async function find(folder: string): Promise<Window> {
    const names = await readdir(sessions).catch(() => [])
    const files = names.filter((name) => /^\d{1,10}\.json$/.test(name)).slice(0, mostWindows)
    const all = await Promise.all(files.map((name) => readWindow(join(sessions, name))))
    const here = all
      .filter((one) => one !== undefined)
      .filter(({ kind, cwd, pid }) => kind === 'interactive' && cwd === folder && isAlive(pid))
      .toSorted((a, b) => b.startedAt - a.startedAt)
    const [newest] = here
    if (!newest) throw refuse(`no window of it is open in ${folder}`)
    if (!claudeVersions.includes(newest.version)) {
      throw refuse(`its version ${newest.version} was not tried; ${claudeVersions.join(', ')} was`)
    }
    return newest
  }

  return {
    find,
    async notify(folder, cause) {
      const { messagingSocketPath } = await find(folder)
      await sendLine(messagingSocketPath, {
        type: 'user',
        msgV: 1,
        msg_id: randomUUID(),
        priority: 'next',
        message: { role: 'user', content: pointerLine(cause) },
      }).catch((error: unknown) => {
        throw refuse(error instanceof Error ? error.message : String(error))
      })
    },
  }
}

/** The door of those for whom the owner chose a folder. */
export function claudeBell(inbox: ClaudeInbox, ways: Pick<Ways, 'of'>): Bell {
  const folderOf = (participant: string): string =>
    ways.of(participant, 'claude-code')?.target ?? ''
  return {
    door: 'claude-code',
    reaches: (participant) => ways.of(participant, 'claude-code') !== undefined,
    ring: (participant, cause) => inbox.notify(folderOf(participant), cause),
    async test(participant) {
      await inbox.find(folderOf(participant))
    },
  }
}

async function readWindow(path: string): Promise<Window | undefined> {
  try {
    if ((await stat(path)).size > mostBytes) return undefined
    return windowSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Resolves once the other side has taken it. */
function sendLine(path: string, value: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    const timer = setTimeout(() => socket.destroy(new Error('it did not answer')), longestMs)
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.resume()
    socket.end(`${JSON.stringify(value)}\n`)
  })
}
