/** The promise of the gate as a property: whatever happens in whatever order, a held item can be read nowhere. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ConversationEvent } from '../../main/bridge/conversation/types.ts'
import type { Sending } from '../../main/bridge/guarded/types.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { clientKinds, type TestClient } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'
import { talksOver } from '../talk/open-talks.ts'
import { guardedOver } from './open-guarded.ts'

const word = (n: number): string => `heliotrope${n}`
const claude = { participant: 'claude', client: 'link' }

type Step =
  | { do: 'send'; kind: 'message' | 'note' | 'file' }
  | { do: 'release' | 'return' | 'change'; which: number }
  | { do: 'open' }

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('send' as const),
      kind: fc.constantFrom('message', 'note', 'file'),
    }),
    fc.record({ do: fc.constantFrom('release', 'return', 'change'), which: fc.nat(5) }),
    fc.record({ do: fc.constant('open' as const) }),
  ) as fc.Arbitrary<Step>,
  { minLength: 4, maxLength: 10 },
)

function sendingOf(kind: 'message' | 'note' | 'file', n: number): Sending {
  if (kind === 'file') {
    return { kind, name: `f${n}.md`, content: word(n), encoding: 'utf-8' }
  }
  if (kind === 'note') return { kind, text: word(n), ownOnly: false }
  return { kind, to: ['chatgpt'], text: word(n), ownOnly: false }
}

it('of what is held no word is in any event, inbox, log, search, file or export, in any interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      const { conversation, store } = freshConversation()
      for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
      const guarded = guardedOver(conversation, store, talksOver(conversation, store), [
        { what: 'everything' },
      ])
      const events: ConversationEvent[] = []
      conversation.onEvent((event) => events.push(event))
      const hidden = new Map<string, string>()
      let n = 0

      const readable = async (): Promise<string> => {
        const files = conversation.files()
        let exported = ''
        for await (const part of conversation.export('json')) exported += part
        return JSON.stringify([
          events,
          exported,
          conversation.log({ includeArchived: true }),
          conversation.threads(),
          await conversation.inbox('chatgpt', { includeRead: true, markRead: false }),
          await conversation.catchUp('chatgpt', { tokenBudget: 20_000 }),
          files,
          await Promise.all(files.map(({ name }) => conversation.readFile(name))),
          [...hidden.values()].map((text) => conversation.search({ query: text })),
        ])
      }

      for (const step of done) {
        const waiting = guarded.waiting()
        if (step.do === 'send') {
          n += 1
          const item = await guarded.ask(claude, sendingOf(step.kind, n))
          if (item) hidden.set(item.id, word(n))
        } else if (step.do === 'open') {
          await conversation.send('claude', { to: ['chatgpt'], text: `said openly ${n}` })
        } else {
          const item = waiting[step.which % Math.max(1, waiting.length)]
          if (!item) continue
          if (step.do === 'return') await guarded.sendBack(item.id, 'no')
          if (step.do === 'change') await guarded.release(item.id, { changed: 'something else' })
          if (step.do === 'release') {
            hidden.delete(item.id)
            await guarded.release(item.id)
          }
        }
        const read = await readable()
        for (const text of hidden.values()) expect(read).not.toMatch(new RegExp(`${text}\\b`))
      }
      await store.close()
    }),
    { numRuns: 6 },
  )
})

const readsOf: Record<string, object> = {
  bridge_status: {},
  check_inbox: { include_read: true },
  wait_for_message: { timeout_seconds: 0 },
  catch_up: {},
  read_conversation: {},
  list_files: {},
  search: { query: word(1) },
  held_status: {},
  show_talk: {},
  show_inbox: {},
  card_refresh: { show: 'inbox' },
}

async function answersOf(client: TestClient): Promise<string> {
  const answers = []
  for (const [name, args] of Object.entries(readsOf)) {
    const { isError, text, data } = await client.call(name, { ...args })
    expect(isError, text).not.toBe(true)
    answers.push(text, data)
  }
  answers.push(await client.listed(), await client.read('drawbridge://inbox/chatgpt'))
  return JSON.stringify(answers)
}

it.each(clientKinds)(
  'a client is told that what it sends is held, and the other sees nothing of it before: %s',
  async (_name, connect) => {
    const { url, conversation, guarded } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    guarded.setRules([{ what: 'everything' }])
    const client = await connect(url, 'claude')
    const other = await connect(url, 'chatgpt')
    const sent = await client.call('send_message', { to: 'chatgpt', message: word(1) })
    expect(sent.text).toContain('Held for the owner')
    expect(sent.data).toMatchObject({ id: 'h1', held: true, recipients: [] })
    const written = await client.call('write_file', { name: `${word(1)}.md`, content: word(1) })
    expect(written.data).toMatchObject({ version: 0, held: true })
    const noted = await client.call('log_conversation', { message: word(1) })
    expect(noted.data).toMatchObject({ seq: 0, held: true })
    const status = await client.call('held_status')
    expect(status.data).toMatchObject({
      items: [{ id: 'h3' }, { id: 'h2' }, { id: 'h1', kind: 'message', state: 'held' }],
    })
    expect(await answersOf(other)).not.toContain(word(1))
    await guarded.release('h1')
    expect(await answersOf(other)).toContain(word(1))
  },
)

it.each(clientKinds)(
  'no card has a word of it, and only the card of its sender that it waits, in any interleaving: %s',
  async (_name, connect) => {
    const { url, conversation, guarded, talks } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    const sender = await connect(url, 'claude')
    const other = await connect(url, 'chatgpt')
    const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
    const talk = await talks.begin({ question: 'Which?', form: 'second-opinion', seats })
    const turn = { talk, answer: word(0), text: word(0), confidence: 60, wait_seconds: 0 }
    guarded.setRules([{ what: 'everything' }])
    expect((await sender.call('take_turn', turn)).data).toMatchObject({ held: true })
    const cards = async (client: TestClient) => ({
      inboxes: [
        await client.call('show_inbox'),
        await client.call('card_refresh', { show: 'inbox' }),
      ],
      talks: [
        await client.call('show_talk', { talk }),
        await client.call('card_refresh', { show: 'talk', talk }),
      ],
    })
    let n = 0
    await fc.assert(
      fc.asyncProperty(steps, async (done) => {
        for (const step of done) {
          if (step.do === 'send') {
            n += 1
            await guarded.ask(claude, sendingOf(step.kind, n))
          } else if (step.do === 'open') {
            await conversation.send('claude', { to: ['chatgpt'], text: `said openly ${n}` })
          } else {
            // The turn goes on waiting.
            const waiting = guarded.waiting().filter(({ kind }) => kind !== 'hand-in')
            const item = waiting[step.which % Math.max(1, waiting.length)]
            if (!item) continue
            if (step.do === 'return') await guarded.sendBack(item.id, 'no')
            else await guarded.release(item.id, { changed: 'something else' })
          }
          const own = await cards(sender)
          const others = await cards(other)
          // Nothing goes through as it was sent, so no word may ever be seen.
          expect(JSON.stringify([own, others])).not.toContain('heliotrope')
          expect(JSON.stringify(others.talks)).not.toMatch(/held/i)
          for (const { data } of own.inboxes) {
            expect(data).toMatchObject({ inbox: { held: guarded.count() } })
          }
          for (const { data } of others.inboxes) {
            expect(data).toMatchObject({ inbox: { held: 0, held_items: [] } })
          }
        }
        await conversation.clearInbox('chatgpt')
        await conversation.clearInbox('claude')
      }),
      { numRuns: 3 },
    )
  },
)

it('every tool that reads without an id is among those asked', () => {
  const reading = tools.filter(({ wire }) => wire.annotations?.readOnlyHint === true)
  const byId = ['read_file', 'fetch', 'join_talk', 'watch_talk']
  expect(
    reading
      .map(({ name }) => name)
      .filter((name) => !byId.includes(name))
      .toSorted(),
  ).toEqual(Object.keys(readsOf).toSorted())
})
