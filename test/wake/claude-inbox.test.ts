/** Telling an open Claude Code, against a window as the real one writes it down (2.1.332). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { createClaudeInbox } from '../../main/bridge/wake/claude-inbox.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const cause = { kind: 'turn', talk: 't12', turn: 3 } as const
const plans = join('/home', 'ann', 'plans')

/** An open window: its file, and its socket; gives what was written into that. */
async function open(home: string, over: Record<string, unknown> = {}): Promise<string[]> {
  const heard: string[] = []
  const server = createServer((socket) => {
    void text(socket).then((line) => heard.push(line))
  })
  const { pid = process.pid, startedAt } = over as { pid?: number; startedAt?: number }
  const path =
    process.platform === 'win32'
      ? String.raw`\\.\pipe\claude-${process.pid}-${heard.length}-${Date.now()}`
      : join(home, `${startedAt ?? 1}.sock`)
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  const sessions = join(home, '.claude', 'sessions')
  mkdirSync(sessions, { recursive: true })
  const window = {
    pid,
    sessionId: '5ee1d848-fcc1-45e4-b056-2f03203f162f',
    cwd: plans,
    startedAt: 1,
    procStart: '1932060',
    version: '2.1.332',
    peerProtocol: 1,
    kind: 'interactive',
    entrypoint: 'cli',
    messagingSocketPath: path,
    name: 'w-1a',
    ...over,
  }
  const file = `${startedAt ?? pid}.json`
  writeFileSync(join(sessions, file), JSON.stringify(window))
  return heard
}

it('writes one line with a pointer, and no word of anybody', async () => {
  const home = temporaryFolder()
  const heard = await open(home)
  await createClaudeInbox(home, {}).notify(plans, cause)
  const [line = ''] = heard
  expect(line.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(line)).toEqual({
    type: 'user',
    msgV: 1,
    msg_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    priority: 'next',
    message: {
      role: 'user',
      content: 'It is your turn in the Drawbridge talk t12: call join_talk with talk: "t12".',
    },
  })
})

it('tells the window that was opened last in that folder', async () => {
  const home = temporaryFolder()
  const older = await open(home, { startedAt: 10 })
  const newer = await open(home, { startedAt: 20 })
  const elsewhere = await open(home, { startedAt: 30, cwd: '/home/ann/secret' })
  await createClaudeInbox(home, {}).notify(plans, cause)
  expect([older, newer, elsewhere].map((heard) => heard.length)).toEqual([0, 1, 0])
})

it.each([
  ['a version nobody has tried', { version: '2.2.0' }, 'version 2.2.0 was not tried'],
  ['another folder', { cwd: '/home/ann/other' }, 'no window of it is open'],
  ['a run without a terminal', { kind: 'bg' }, 'no window of it is open'],
  ['a window that has gone', { pid: 2 ** 22 + 1 }, 'no window of it is open'],
  ['a file of another shape', { messagingSocketPath: 7 }, 'no window of it is open'],
])('does not tell %s', async (_what, over, problem) => {
  const home = temporaryFolder()
  const heard = await open(home, over)
  await expect(createClaudeInbox(home, {}).notify(plans, cause)).rejects.toThrow(problem)
  expect(heard).toEqual([])
})

it('says so when there is no Claude Code at all', async () => {
  const inbox = createClaudeInbox(temporaryFolder(), {})
  await expect(inbox.find(plans)).rejects.toThrow('no window of it is open')
})
