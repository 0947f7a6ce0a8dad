/** The ledger of a whole bridge, against what its clients received: by events, in a talk, and on the card. */
import { expect, it, vi } from 'vitest'
import type { OpenBridge } from '../control/open-bridge.ts'
import { chatgptCallback } from '../e2e/two-clients.ts'
import { secret, watching } from '../events/open-webhooks.ts'
import { openCallback, status } from '../fakes/callback/callback.ts'
import { contents } from '../real-clients/contents.ts'
import { decide } from '../real-clients/policy.ts'
import {
  bridgeWithCallbacks,
  extentIn,
  marked,
  signIn,
  type Entry,
  type Marked,
  type SignedIn,
} from './signed-in.ts'

const chatgpt = { name: 'ChatGPT', redirectUrl: chatgptCallback }
const program = { name: 'A program', redirectUrl: 'http://127.0.0.1:33555/callback' }

const inWords = ({ call, id, version, extent }: Entry): string =>
  [call, version === null ? id : `${id}@${version}`, extent].join(' ')

/** What one participant received, oldest first, once so many entries are there. */
async function entriesOf({ invoke }: OpenBridge, participant: string, least: number) {
  return vi.waitFor(async () => {
    const entries = (await invoke('ledger.seen', {})).filter(
      (entry) => entry.participant === participant,
    )
    if (entries.length < least) throw new Error(`${entries.length} entered`)
    return entries.toReversed()
  }, 10_000)
}

it('enters what an event named, for the sign-in that subscribed, and what perhaps arrived as such', async () => {
  const open = await bridgeWithCallbacks()
  const { invoke } = open
  const client = await signIn(open, 'chatgpt', chatgpt)
  const callback = await openCallback()
  for (const name of ['message.received', 'file.changed']) {
    const request = watching(callback.url(`/${name}`), { name, secret: secret(3, 32) })
    await client.call('events/subscribe', request)
  }
  // A challenge tells of nothing.
  expect(await invoke('ledger.seen', {})).toEqual([])

  const { message } = await invoke('conversation.send', { to: ['chatgpt'], text: 'A secret plan' })
  await callback.received(1)
  await invoke('files.write', { name: 'plan.md', content: 'Much else' })
  await callback.received(2)
  const [first, second] = await entriesOf(open, 'chatgpt', 2)
  const [{ clientId } = { clientId: '' }] = await invoke('clients.list')
  expect(first).toMatchObject({
    client: clientId,
    name: 'ChatGPT',
    company: 'OpenAI',
    via: 'event',
    call: 'message.received',
    kind: 'message',
    id: message.id,
    extent: 'name',
    perhaps: false,
  })
  expect(first?.grant).not.toBe('')
  expect(second).toMatchObject({
    grant: first?.grant,
    via: 'event',
    call: 'file.changed',
    kind: 'file',
    id: 'plan.md',
    version: 1,
    extent: 'name',
    perhaps: false,
  })

  // It was refused, and was there all the same; one that breaks off was there perhaps.
  callback.onEvent = status(503)
  const refused = await invoke('conversation.send', { to: ['chatgpt'], text: 'Another' })
  await callback.received(3)
  const [, , third] = await entriesOf(open, 'chatgpt', 3)
  expect(third).toMatchObject({ id: refused.message.id, perhaps: false })
  callback.onEvent = (res) => void res.destroy()
  await invoke('files.write', { name: 'other.md', content: 'x' })
  const [, , , fourth] = await entriesOf(open, 'chatgpt', 4)
  expect(fourth).toMatchObject({ id: 'other.md', perhaps: true })
  expect(await invoke('ledger.verify')).toEqual({ ok: true, entries: 4 })
})

/** Takes the turns of every seat, as the answers say, until the talk waits for the owner. Gives what each received. */
async function play({ invoke }: OpenBridge, id: string, seats: SignedIn[]) {
  const received = new Map(seats.map((seat) => [seat, [] as { call: string; bytes: string }[]]))
  const answers = new Map(seats.map((seat) => [seat, [] as string[]]))
  const handedIn: Marked[] = []
  const prompt = `Please call join_talk with talk: "${id}"`
  while ((await invoke('talks.list', {})).every(({ turn }) => !turn.includes('owner'))) {
    for (const [place, seat] of seats.entries()) {
      const said = marked(handedIn.length + 1)
      const before = answers.get(seat) ?? []
      const next = decide({ prompt, answers: before }, { ...contents[place], text: said.text })
      if ('say' in next) continue
      const { call, args } = next
      if (call === 'take_turn') handedIn.push(said)
      const waits = call === 'join_talk' ? {} : { wait_seconds: 0 }
      const { result, bytes } = await seat.tool(call, { ...args, ...waits })
      before.push((result.content ?? []).map(({ text = '' }) => text).join('\n'))
      received.get(seat)?.push({ call, bytes })
    }
  }
  return { received, handedIn }
}

it('enters of a talk what the answers to take_turn brought, each of them and nothing that is closed', async () => {
  const open = await bridgeWithCallbacks()
  const { invoke } = open
  const seats = [await signIn(open, 'chatgpt', chatgpt), await signIn(open, 'claude', program)]
  const question = marked(0)
  const { id } = await invoke('talks.begin', {
    question: question.text,
    seats: seats.map(({ participant }) => ({ participant })),
  })
  const { received, handedIn } = await play(open, id, seats)
  const { steps } = await invoke('talks.get', { id })
  const messages = [
    { id: id.replace('t', 'm'), ...question },
    ...handedIn.map((one) => {
      const step = steps.find(({ text }) => text?.includes(one.marks[0]))
      return { id: step?.message ?? 'none', ...one }
    }),
  ]
  for (const [{ participant }, answers] of received) {
    const found = new Set<string>()
    for (const { call, bytes } of answers) {
      for (const message of messages) {
        const extent = extentIn(bytes, message)
        if (extent) found.add(`${call} ${message.id} ${extent}`)
      }
    }
    const others = steps.filter(({ by, message }) => by !== participant && message !== null)
    expect(others.some(({ message }) => found.has(`take_turn ${message} whole`))).toBe(true)
    const entries = await entriesOf(open, participant, found.size)
    expect(entries.map(inWords).toSorted()).toEqual([...found].toSorted())
    expect(entries.filter(({ perhaps }) => perhaps)).toEqual([])
  }
})

it('enters what the card shows, at first and at each refresh, and nothing of a raised bridge', async () => {
  const open = await bridgeWithCallbacks()
  const { invoke } = open
  const client = await signIn(open, 'chatgpt', chatgpt)
  const written: (Marked & { id: string })[] = []
  for (let n = 0; n < 6; n += 1) {
    const words = marked(n)
    const { message } = await invoke('conversation.send', { to: ['chatgpt'], text: words.text })
    written.push({ id: message.id, ...words })
  }
  const question = marked(6)
  const talk = await invoke('talks.begin', {
    question: question.text,
    seats: [{ participant: 'chatgpt' }, { participant: 'claude' }],
  })
  written.push({ id: talk.id.replace('t', 'm'), ...question })

  const found: string[] = []
  async function look(name: string, args = {}) {
    const { bytes } = await client.tool(name, args)
    for (const one of written) {
      const extent = extentIn(bytes, one)
      const words = `${name} ${one.id} ${extent}`
      if (extent && !found.includes(words)) found.push(words)
    }
    const entries = await entriesOf(open, 'chatgpt', found.length)
    expect(entries.map(inWords).toSorted()).toEqual(found.toSorted())
  }
  await look('show_inbox')
  expect(found).toHaveLength(4)
  await look('show_talk')
  expect(found).toHaveLength(5)
  await invoke('bridge.move', { position: 'raised' })
  await look('card_refresh', { show: 'inbox' })
  await look('card_refresh', { show: 'talk' })
  expect(found).toHaveLength(5)
  await invoke('bridge.move', { position: 'lowered' })
  await look('card_refresh', { show: 'inbox' })
  await look('card_refresh', { show: 'talk' })
  await look('card_refresh', { show: 'talk' })
  expect(found).toHaveLength(10)
})
