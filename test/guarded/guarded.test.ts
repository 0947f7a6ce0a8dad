/** What is held for the owner: which rule holds what, what the owner does about it, and what others see. */
import { describe, expect, it } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { holdingRule } from '../../main/bridge/guarded/hold-rules.ts'
import type { Sending } from '../../main/bridge/guarded/types.ts'
import type { HoldRule } from '../../main/contract/settings-schema.ts'
import { openConversation, refusal, temporaryFolder } from '../conversation/fresh-conversation.ts'
import { createRandom, invent } from '../scan/invented.ts'
import { talksOver } from '../talk/open-talks.ts'
import { guardedOver } from './open-guarded.ts'

const everything: HoldRule[] = [{ what: 'everything' }]
const marked: HoldRule[] = [{ what: 'marked' }]
const claude = { participant: 'claude', client: 'link:claude-code' }

async function open(rules: HoldRule[] = everything, dir = temporaryFolder()) {
  const { conversation, store } = openConversation(dir)
  await conversation.addParticipant('claude')
  await conversation.addParticipant('chatgpt')
  await conversation.addParticipant('codex')
  const talks = talksOver(conversation, store)
  return {
    dir,
    conversation,
    store,
    talks,
    guarded: guardedOver(conversation, store, talks, rules),
  }
}

const letter = (text: string, more: Partial<Sending & { kind: 'message' }> = {}): Sending => ({
  kind: 'message',
  to: ['chatgpt'],
  text,
  ownOnly: false,
  ...more,
})
const note = (text: string): Sending => ({ kind: 'note', text, ownOnly: false })
const file = (name: string, content: string): Sending => ({
  kind: 'file',
  name,
  content,
  encoding: 'utf-8',
})

async function held(at: Awaited<ReturnType<typeof open>>, sending: Sending) {
  const item = await at.guarded.ask(claude, sending)
  if (!item) throw new Error('it was not held')
  return item
}

const secret = invent('ghp_{A36}', createRandom(7))

describe('rules', () => {
  const base = { ...claude, readers: ['chatgpt'], marked: false, letThrough: false }
  const holds = (rule: HoldRule, sending: Sending, over: Partial<typeof base> = {}) =>
    holdingRule([rule], { ...base, ...over, sending }) !== undefined

  it('hold everything, only files, only what leaves a folder, only what the scan marks', () => {
    expect(holds({ what: 'everything' }, letter('a'))).toBe(true)
    expect(holds({ what: 'files' }, letter('a'))).toBe(false)
    expect(holds({ what: 'files' }, file('a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: 'plans/' }, file('plans/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: 'plans' }, file('Plans/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: 'plans' }, file('plans2/a.md', 'a'))).toBe(false)
    // The same file by another spelling: full-width, with a long s, and with an accent of its own.
    expect(holds({ what: 'files', folder: 'plans' }, file('ｐlans/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: 'plans' }, file('planſ/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: 'pla\u0308ne' }, file('pläne/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: './plans' }, file('plans/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'files', folder: '/' }, file('plans/a.md', 'a'))).toBe(true)
    expect(holds({ what: 'marked' }, letter('a'))).toBe(false)
    expect(holds({ what: 'marked' }, letter('a'), { marked: true })).toBe(true)
  })

  it('hold by sender, reader, client and talk, and only where every condition fits', () => {
    expect(holds({ what: 'everything', from: 'claude', to: 'chatgpt' }, letter('a'))).toBe(true)
    expect(holds({ what: 'everything', from: 'chatgpt' }, letter('a'))).toBe(false)
    expect(holds({ what: 'everything', to: 'codex' }, letter('a'))).toBe(false)
    expect(holds({ what: 'everything', client: 'link:claude-code' }, letter('a'))).toBe(true)
    expect(holds({ what: 'everything', client: 'other' }, letter('a'))).toBe(false)
    expect(holds({ what: 'everything', talk: 't3' }, letter('a', { thread: 't3' }))).toBe(true)
    expect(holds({ what: 'everything', talk: 't3' }, letter('a'))).toBe(false)
  })

  it('hold no more in a thread that was let through, but for what the scan marks', () => {
    expect(holds({ what: 'everything' }, letter('a'), { letThrough: true })).toBe(false)
    expect(holds({ what: 'marked' }, letter('a'), { letThrough: true, marked: true })).toBe(true)
  })
})

it('without a rule nothing is held, and what goes to the owner alone never is', async () => {
  const open1 = await open([])
  expect(await open1.guarded.ask(claude, letter(secret))).toBeUndefined()
  open1.guarded.setRules(everything)
  expect(await open1.guarded.ask(claude, letter('a', { to: ['owner'] }))).toBeUndefined()
})

it('a held message is nowhere, and the one it was once the owner lets it through', async () => {
  const at = await open()
  const { conversation, guarded } = at
  const item = await held(at, letter('The plan for Monday'))
  expect(guarded.waiting()).toMatchObject([{ id: item.id, state: 'held' }])
  expect(conversation.log()).toEqual([])
  expect((await conversation.inbox('chatgpt')).messages).toEqual([])
  expect(conversation.search({ query: 'Monday' })).toEqual([])
  const released = await guarded.release(item.id)
  const { messages } = await conversation.inbox('chatgpt')
  expect(messages).toMatchObject([{ from: 'claude', text: 'The plan for Monday' }])
  expect(released).toMatchObject({ state: 'released', result: messages[0]?.id, sending: null })
  expect(guarded.count()).toBe(0)
  // Its sender, who may be waiting, hears of it.
  expect((await conversation.inbox('claude')).messages).toMatchObject([
    {
      from: '_drawbridge',
      text: `The owner let your message ${item.id} through: ${messages[0]?.id}.`,
    },
  ])
})

it('a message the owner changed goes through changed, both hear of it, and the first words are kept', async () => {
  const at = await open()
  const item = await held(at, letter(`Use ${secret}, please`))
  const released = await at.guarded.release(item.id, { changed: 'Use the key you have, please' })
  const { messages } = await at.conversation.inbox('chatgpt')
  expect(messages.map(({ from, text }) => [from, text])).toEqual([
    ['claude', 'Use the key you have, please'],
    ['_drawbridge', expect.stringContaining('The owner changed')],
  ])
  expect(released.sending).toMatchObject({ text: `Use ${secret}, please` })
  expect(released.changed).toBe('Use the key you have, please')
  expect(JSON.stringify(at.conversation.log())).not.toContain(secret)
})

it('what is sent back reaches nobody, and its sender is told why', async () => {
  const at = await open()
  const item = await held(at, letter('Buy it now'))
  await at.guarded.sendBack(item.id, 'Not before Friday.')
  expect((await at.conversation.inbox('chatgpt')).messages).toEqual([])
  const [notice] = (await at.conversation.inbox('claude')).messages
  expect(notice?.text).toContain('Not before Friday.')
  expect(await refusal(() => at.guarded.release(item.id))).toBe('held-item-decided')
})

it('a thread that is let through goes on without the owner, until something is marked in it', async () => {
  const at = await open([...everything, ...marked])
  const first = await held(at, letter('One'))
  await at.guarded.release(first.id, { thread: true })
  const [message] = (await at.conversation.inbox('chatgpt')).messages
  const thread = message?.thread
  expect(await at.guarded.ask(claude, letter('Two', { thread }))).toBeUndefined()
  expect(await at.guarded.ask(claude, letter(`Three ${secret}`, { thread }))).toBeDefined()
})

it('what the scan marks is told by kind and place, and once allowed never held again', async () => {
  const at = await open(marked)
  expect(await at.guarded.ask(claude, letter('Nothing to see'))).toBeUndefined()
  const item = await held(at, letter(`It is ${secret}.`))
  expect(item.why.findings).toEqual([
    { field: 'text', kind: 'github-token', name: 'GitHub token', start: 6, end: 46 },
  ])
  await at.guarded.release(item.id, { allow: true })
  expect(await at.guarded.ask(claude, letter(`Again ${secret}`))).toBeUndefined()
  expect(at.store.statement('SELECT * FROM scan_allowed').all()).toHaveLength(1)
  const kept = JSON.stringify(at.store.statement('SELECT why, reason FROM held_items').all())
  expect(kept).not.toContain(secret)
})

it('files, their names, notes and turns are looked at as messages are', async () => {
  const at = await open(marked)
  const { talks } = at
  expect(await held(at, file('plan.md', `key: ${secret}`))).toMatchObject({ kind: 'file' })
  expect(await held(at, file(`${secret}.md`, 'x'))).toMatchObject({ kind: 'file' })
  const long = file('long.md', `${'word '.repeat(60_000)}${secret}`)
  expect(await held(at, long)).toMatchObject({ why: { findings: [{ start: 300_000 }] } })
  const coded = {
    ...file('b.md', Buffer.from(secret).toString('base64')),
    encoding: 'base64' as const,
  }
  expect(await held(at, coded)).toMatchObject({ kind: 'file' })
  expect(await held(at, note(`Noted: ${secret}`))).toMatchObject({ kind: 'note' })
  const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
  const talk = await talks.begin({ question: 'Which?', form: 'work', seats })
  const turn = {
    kind: 'hand-in' as const,
    talk,
    content: { text: secret, done: false },
    readsFiles: true,
  }
  expect(await held(at, turn)).toMatchObject({ kind: 'hand-in' })
})

it('a file, a note and a turn become what they were meant to be when they are let through', async () => {
  const at = await open()
  const { conversation, guarded, talks } = at
  await guarded.release((await held(at, file('plan.md', 'One'))).id)
  expect(await conversation.readFile('plan.md')).toMatchObject({
    content: 'One',
    writtenBy: 'claude',
  })
  await guarded.release((await held(at, note('Agreed on Monday'))).id)
  expect(conversation.log()).toContainEqual(
    expect.objectContaining({ kind: 'note', by: 'claude', text: 'Agreed on Monday' }),
  )
  const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
  const talk = await talks.begin({ question: 'Which?', form: 'work', seats })
  const item = await held(at, {
    kind: 'hand-in',
    talk,
    content: { text: 'This one', done: false },
    readsFiles: true,
  })
  expect(talks.get(talk).state.handIns).toEqual([])
  await guarded.release(item.id)
  expect(talks.get(talk).state.handIns).toMatchObject([{ participant: 'claude' }])
})

it('what could not be sent is refused at once, and the owner is not asked', async () => {
  const at = await open()
  const refused: [Sending, string][] = [
    [letter('a', { to: ['nobody'] }), 'unknown-participant'],
    [letter('a', { thread: 't99' }), 'unknown-thread'],
    [letter(' '), 'invalid-input'],
    [file('../a.md', 'a'), 'invalid-file-name'],
    [{ ...file('a.md', '%'), encoding: 'base64' } as Sending, 'invalid-base64'],
  ]
  for (const [sending, code] of refused) {
    expect(await refusal(() => at.guarded.ask(claude, sending))).toBe(code)
  }
  expect(at.guarded.count()).toBe(0)
})

it('the same sent again while it waits is the same item, and of one participant a hundred wait at most', async () => {
  const at = await open()
  const [one, two] = await Promise.all([held(at, letter('a')), held(at, letter('a'))])
  expect(one.id).toBe(two.id)
  for (let n = 1; n < 100; n += 1) await held(at, letter(`number ${n}`))
  expect(await refusal(() => held(at, letter('one too many')))).toBe('held-full')
})

it('of two decisions at once one counts', async () => {
  const at = await open()
  const item = await held(at, letter('a'))
  const both = await Promise.allSettled([
    at.guarded.release(item.id),
    at.guarded.sendBack(item.id, 'no'),
  ])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect((await at.conversation.inbox('chatgpt')).messages).toHaveLength(1)
})

it('a release that is refused leaves it held', async () => {
  const at = await open()
  const item = await held(at, { ...file('plan.md', 'mine'), ifVersion: 0 } as Sending)
  await at.conversation.writeFile('chatgpt', { name: 'plan.md', content: 'theirs' })
  await expect(at.guarded.release(item.id)).rejects.toThrow(BridgeError)
  expect(at.guarded.get(item.id).state).toBe('held')
})

it('a restart finds what waits, and a release cut off before it was noted sends nothing twice', async () => {
  const dir = temporaryFolder()
  const before = await open(everything, dir)
  const sent = [letter('One'), file('plan.md', 'Two'), note('Three')]
  const items = []
  for (const sending of sent) items.push(await held(before, sending))
  // As if the bridge had ended between sending and noting: what was sent is there, and the item waits.
  for (const { id } of items) await before.guarded.release(id)
  for (const { number, sending } of items) {
    before.store
      .statement(`UPDATE held_items SET state = 'held', request = ? WHERE number = ?`)
      .run(JSON.stringify(sending), number)
  }
  await before.store.close()
  const after = await open(everything, dir)
  expect(after.guarded.waiting().map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  for (const { id } of items) await after.guarded.release(id)
  const inbox = (await after.conversation.inbox('chatgpt')).messages
  expect(inbox.filter(({ text }) => text === 'One')).toHaveLength(1)
  expect(after.conversation.fileVersions('plan.md')).toHaveLength(1)
  expect(after.conversation.log().filter(({ text }) => text === 'Three')).toHaveLength(1)
})

it('what was decided goes with the retention of the conversation, and its words with the message', async () => {
  const at = await open()
  const item = await held(at, letter(`Use ${secret}`))
  await at.guarded.release(item.id, { changed: 'Use it' })
  at.store.statement(`UPDATE messages SET text = '' WHERE sender = 'claude'`).run()
  expect(at.guarded.get(item.id)).toMatchObject({ sending: null, changed: null })
  await at.guarded.forget(Date.now() + 1000)
  expect(await refusal(() => at.guarded.get(item.id))).toBe('unknown-held-item')
})
