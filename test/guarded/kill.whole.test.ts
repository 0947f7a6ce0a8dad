/**
 * `kill -9` of the built program while things wait at the gate, sent by real clients of both SDK generations, in
 * each rule there is: everything waits afterwards as it did, and what the owner lets through arrives once.
 */
import { expect, it, onTestFinished } from 'vitest'
import { connectLocally, type LocalClient } from '../../main/cli/local-client.ts'
import type { HoldRule } from '../../main/contract/settings-schema.ts'
import { startBridge, temporaryDataFolder } from '../e2e/running-bridge.ts'
import { linkFirst, linkModern } from '../e2e/two-clients.ts'
import { createRandom, invent } from '../scan/invented.ts'

async function start(dataDir: string) {
  const bridge = await startBridge({ dataDir })
  const owner = await connectLocally(dataDir)
  onTestFinished(() => owner.close())
  const [claude, chatgpt] = await Promise.all([
    linkFirst(dataDir, 'claude'),
    linkModern(dataDir, 'chatgpt'),
  ])
  return { bridge, owner, claude, chatgpt }
}

const hold = (owner: LocalClient, rules: HoldRule[]) =>
  owner.invoke('settings.update', { patch: { hold: rules } })

it('everything that waits outlasts a kill, the clock of a talk stands, and each goes through once', async () => {
  const dataDir = temporaryDataFolder()
  const before = await start(dataDir)
  const { id: talk } = await before.owner.invoke('talks.begin', {
    question: 'Do it.',
    form: 'work',
    seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
  })
  await hold(before.owner, [{ what: 'everything' }])
  const sent = [
    await before.claude.call('send_message', { to: 'chatgpt', message: 'heliotrope letter' }),
    await before.claude.call('log_conversation', { message: 'heliotrope note' }),
    await before.claude.call('write_file', { name: 'plan.md', content: 'heliotrope file' }),
    await before.claude.call('take_turn', {
      talk,
      turn: 1,
      text: 'heliotrope turn',
      done: false,
      wait_seconds: 0,
    }),
  ]
  for (const { data } of sent) expect(data).toMatchObject({ held: true })
  await before.bridge.stop('SIGKILL')

  const after = await start(dataDir)
  const waiting = await after.owner.invoke('held.list', {})
  expect(waiting.map(({ kind }) => kind)).toEqual(['message', 'note', 'file', 'hand-in'])
  const { seats } = await after.owner.invoke('talks.get', { id: talk })
  expect(seats[0]).toMatchObject({ participant: 'claude', hasTurn: true, held: true })
  const nothing = JSON.stringify([
    await after.chatgpt.call('check_inbox'),
    await after.chatgpt.call('read_conversation'),
    await after.chatgpt.call('list_files'),
    await after.chatgpt.call('join_talk', { talk }),
  ])
  expect(nothing).not.toMatch(/heliotrope|plan\.md/)

  for (const { id } of waiting) await after.owner.invoke('held.release', { id })
  await after.bridge.stop('SIGKILL')
  const last = await start(dataDir)
  expect(await last.owner.invoke('held.list', {})).toEqual([])
  const log = await last.owner.invoke('conversation.log', { limit: 100 })
  for (const word of ['heliotrope letter', 'heliotrope note', 'heliotrope turn']) {
    expect(log.filter(({ text }) => text.includes(word))).toHaveLength(1)
  }
  expect(await last.owner.invoke('files.versions', { name: 'plan.md' })).toHaveLength(1)
  expect(await last.owner.invoke('conversation.verify', {})).toMatchObject({ ok: true })
})

const secret = invent('ghp_{A36}', createRandom(7))

it('each rule holds what it says and nothing else, with real clients of both generations', async () => {
  const { owner, claude, chatgpt } = await start(temporaryDataFolder())
  const { message } = await owner.invoke('conversation.send', {
    to: ['claude', 'chatgpt'],
    text: 'A thread',
  })
  const { thread } = message
  const letter = (text: string, more: object = {}) => ({ to: 'chatgpt', message: text, ...more })
  const file = (name: string) => ({ name, content: name })
  const cases: [HoldRule, held: [string, object], open: [string, object]][] = [
    [{ what: 'files' }, ['write_file', file('a.md')], ['send_message', letter('a')]],
    [
      { what: 'files', folder: 'contracts' },
      ['write_file', file('contracts/b.md')],
      ['write_file', file('b.md')],
    ],
    [
      { what: 'everything', to: 'chatgpt' },
      ['send_message', letter('c')],
      ['send_message', { to: 'owner', message: 'c' }],
    ],
    [
      { what: 'everything', talk: thread },
      ['send_message', letter('d', { thread })],
      ['send_message', letter('e')],
    ],
    [{ what: 'marked' }, ['send_message', letter(`f ${secret}`)], ['send_message', letter('g')]],
    [
      { what: 'everything', from: 'claude' },
      ['log_conversation', { message: 'h' }],
      ['send_message', { to: 'owner', message: 'i' }],
    ],
  ]
  for (const [rule, [heldTool, heldArgs], [openTool, openArgs]] of cases) {
    await hold(owner, [rule])
    const stopped = await claude.call(heldTool, { ...heldArgs })
    expect(stopped.data, JSON.stringify(rule)).toMatchObject({ held: true })
    const went = await claude.call(openTool, { ...openArgs })
    expect(went.isError, went.text).not.toBe(true)
    expect(went.data['held'], JSON.stringify(rule)).toBeUndefined()
  }
  await hold(owner, [{ what: 'everything', from: 'claude' }])
  const others = await chatgpt.call('send_message', { to: 'claude', message: 'j' })
  expect(others.data['held']).toBeUndefined()
})
