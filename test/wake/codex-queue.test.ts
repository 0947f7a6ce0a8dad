/** Telling a thread of Codex, against what `codex` 0.171.0 was seen to answer, with its daemon and without. */
import { expect, it } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { codexBell, createCodexQueue, type CodexSaid } from '../../main/bridge/wake/codex-queue.ts'
import { createWays } from '../../main/bridge/wake/ways.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'

const thread = '01a22cda-233d-7ec0-bb31-e40fbc277876'
const cause = { kind: 'letter', thread: 't12', letter: 'm40', seq: 40 } as const
const aliases =
  'WARNING: proceeding, even though we could not create PATH aliases: Refusing to create helper binaries under temporary dir\n'
const socket = '/home/ann/.codex/app-server-control/app-server-control.sock'
const running = {
  status: 'running',
  managedCodexPath: '/home/ann/.codex/packages/app-server-daemon/current/bin/codex',
  managedCodexVersion: null,
  socketPath: socket,
  cliVersion: '0.171.0',
  appServerVersion: '0.171.0',
}
const queued = `Queued message 01a22cda-9d3e-7112-9c13-0e4712671fb4 for thread ${thread}.\n`
const notRunning: CodexSaid = {
  code: 1,
  output: `${aliases}Error: failed to connect to ${socket}\n\nCaused by:\n    No such file or directory (os error 2)\n`,
}

interface Installed {
  daemon?: CodexSaid | typeof running
  queue?: CodexSaid
}

/** A `codex` that knows these two commands and no other; gives what it was called with. */
function install({ daemon = running, queue = { code: 0, output: aliases + queued } }: Installed) {
  const calls: (readonly string[])[] = []
  const codex = createCodexQueue(async (args) => {
    calls.push(args)
    if (args.join(' ') === 'app-server daemon version') {
      if ('output' in daemon) return daemon
      return { code: 0, output: `${aliases}${JSON.stringify(daemon)}\n` }
    }
    const [command, ...options] = args
    const names = options.filter((one) => one.startsWith('--'))
    if (command !== 'queue' || names.join(' ') !== '--thread --message --resume') {
      return { code: 2, output: `error: unexpected argument '${args.join(' ')}' found\n` }
    }
    return queue
  })
  return { codex, calls }
}

it('puts one line into the queue, with ids and no word of anybody', async () => {
  const { codex, calls } = install({})
  await codex.notify(thread, cause)
  expect(calls[1]).toEqual([
    'queue',
    '--thread',
    thread,
    '--message',
    'A letter waits for you in the Drawbridge thread t12: call check_inbox.',
    '--resume',
  ])
})

it.each([
  ['its daemon does not run', { daemon: notRunning }],
  ['its daemon does not run', { daemon: { ...running, status: 'stopped' } }],
  ['its daemon does not run', { daemon: { code: 0, output: 'who knows' } }],
  ['0.172.0 was not tried', { daemon: { ...running, cliVersion: '0.172.0' } }],
  ['0.170.1 was not tried', { daemon: { ...running, appServerVersion: '0.170.1' } }],
])('queues nothing when %s', async (problem, installed) => {
  const { codex, calls } = install(installed)
  await expect(codex.check()).rejects.toThrow(problem)
  await expect(codex.notify(thread, cause)).rejects.toThrow(problem)
  expect(calls.flat()).not.toContain('queue')
})

it('does not take the 0 for an answer when the thread was not resumed', async () => {
  const warning = `Warning: message was queued, but could not resume thread ${thread}: start a local daemon or specify a server with --remote\n`
  const { codex } = install({ queue: { code: 0, output: aliases + warning + queued } })
  await expect(codex.notify(thread, cause)).rejects.toThrow('waits in its queue')
})

it('says what Codex says when it refuses, without what would move a cursor', async () => {
  const output = `${aliases}\u001B[31mError: failed to queue session message: no rollout found for thread id\n`
  const { codex } = install({ queue: { code: 1, output } })
  const refused = await codex.notify(thread, cause).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(BridgeError)
  expect(String(refused)).toContain('no rollout found')
  expect(String(refused)).not.toContain('\u001B')
})

it('says so where Codex is not installed', async () => {
  const codex = createCodexQueue(async () => undefined)
  await expect(codex.check()).rejects.toThrow('not installed')
})

it('is one of two applications a participant can have, over a restart too', async () => {
  const { store } = freshConversation()
  const ways = createWays(store)
  await ways.set('chatgpt', 'codex', thread)
  await ways.set('chatgpt', 'claude-code', '/home/ann')
  await ways.set('claude', 'claude-code', '/home/ann')
  await ways.set('chatgpt', 'claude-code', null)
  const again = createWays(store)
  expect(again.list()).toEqual([
    { participant: 'chatgpt', way: 'codex', target: thread },
    { participant: 'claude', way: 'claude-code', target: '/home/ann' },
  ])
  expect(again.list()).toEqual(ways.list())
  const { codex, calls } = install({})
  const bell = codexBell(codex, again)
  expect([bell.reaches('chatgpt'), bell.reaches('claude')]).toEqual([true, false])
  await bell.ring('chatgpt', cause)
  expect(calls.flat()).toContain(thread)
})
