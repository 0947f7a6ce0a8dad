/** The owner-only socket over which the stdio link and the command line reach the bridge. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished, describe, expect, it } from 'vitest'
import { createLocalListener } from '../../main/bridge/local/local-listener.ts'
import type { LinkFile } from '../../main/bridge/local/link-file.ts'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { createMcpServers } from '../../main/bridge/mcp/server.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { fakeCrossing } from '../fakes/crossing.ts'
import { openPresence } from '../presence/open-presence.ts'
import { guardedOver } from '../guarded/open-guarded.ts'
import { talksOver } from '../talk/open-talks.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'

async function openListener() {
  const { dir, conversation, store } = freshConversation()
  const talks = talksOver(conversation, store)
  const makeServer = createMcpServers({
    conversation,
    talks,
    guarded: guardedOver(conversation, store, talks),
    presence: openPresence(store),
    crossing: fakeCrossing(),
    ownerPage: () => null,
    version: '0',
    log: silentLog,
  })
  const links = createLocalLinks({
    makeServer,
    conversation,
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    log: silentLog,
  })
  const listener = createLocalListener({
    dataDir: dir,
    socketPath: join(dir, 'bridge.sock'),
    control: {
      invoke: (method) =>
        method === 'participants.list'
          ? Promise.resolve(conversation.participants())
          : Promise.reject(new BridgeError('unknown-method', { method })),
      onEvent: () => () => {},
    },
    async serveMcp(stream, participant) {
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      stream.write('{"ok":true}\n')
      links.serve(stream, participant)
    },
    exportTo: (format) => conversation.export(format),
    requestLimitBytes: 1024 * 1024,
    log: silentLog,
  })
  await listener.start()
  onTestFinished(() => listener.stop())
  const link = JSON.parse(await readFile(join(dir, 'link.json'), 'utf8')) as LinkFile
  return { dir, listener, link, links }
}

/** Connects, sends, and gives what came back until a line ended or the other side hung up. */
function exchange(path: string, ...lines: unknown[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(path)
    let seen = ''
    socket.on('data', (data) => {
      seen += String(data)
      if (seen.split('\n').length > lines.length) {
        socket.destroy()
        resolve(seen)
      }
    })
    socket.once('close', () => resolve(seen)).once('error', reject)
    for (const line of lines) {
      socket.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
    }
  })
}

describe('who may come in', () => {
  it('keeps socket and link file to the owner', async () => {
    const { dir } = await openListener()
    expect((await stat(join(dir, 'bridge.sock'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dir, 'link.json'))).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['a wrong secret', { as: 'control', token: 'guess' }],
    ['no secret', { as: 'control' }],
    ['an unknown purpose', { as: 'root', token: 'x' }],
    ['something that is no JSON', 'GET / HTTP/1.1'],
  ])('refuses %s', async (_what, hello) => {
    const { link } = await openListener()
    const answer = JSON.parse(await exchange(link.path, hello)) as unknown
    expect(answer).toMatchObject({ ok: false, error: { code: 'local-link-refused' } })
  })

  it('lets no link speak as the owner', async () => {
    const { link } = await openListener()
    const hello = { as: 'mcp', token: link.token, participant: 'owner' }
    const answer = JSON.parse(await exchange(link.path, hello)) as unknown
    expect(answer).toMatchObject({ ok: false, error: { code: 'owner-reserved' } })
  })
})

describe('control', () => {
  it('answers one line for one line, and an error in the words of the catalogue', async () => {
    const { link } = await openListener()
    const answers = await exchange(
      link.path,
      { as: 'control', token: link.token },
      { id: 1, method: 'participants.list' },
      { id: 2, method: 'nonsense' },
      'not json',
    )
    const [welcome, people, unknown, malformed] = answers
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as unknown)
    expect(welcome).toEqual({ ok: true })
    expect(people).toMatchObject({ id: 1, result: [{ id: 'owner' }, {}, {}] })
    expect(unknown).toMatchObject({ id: 2, error: { code: 'unknown-method' } })
    expect(malformed).toMatchObject({ error: { code: 'malformed-request' } })
  })
})

it('replaces the socket file that a killed bridge left behind', async () => {
  const { dir } = freshConversation()
  await writeFile(join(dir, 'bridge.sock'), '')
  const listener = createLocalListener({
    dataDir: dir,
    socketPath: join(dir, 'bridge.sock'),
    control: { invoke: () => Promise.resolve(null), onEvent: () => () => {} },
    serveMcp: () => Promise.resolve(),
    exportTo: async function* () {},
    requestLimitBytes: 1024 * 1024,
    log: silentLog,
  })
  await listener.start()
  onTestFinished(() => listener.stop())
  const link = JSON.parse(await readFile(join(dir, 'link.json'), 'utf8')) as LinkFile
  expect(await exchange(link.path, { as: 'control', token: link.token })).toBe('{"ok":true}\n')
})
