/**
 * The promise of the gate over a whole bridge: two clients that signed in send messages, notes, files and
 * turns, the owner decides in any order, and neither by an answer nor by an event nor on the card does the
 * other get a word of what is held.
 */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { chatgptCallback } from '../e2e/two-clients.ts'
import { secret, watching } from '../events/open-webhooks.ts'
import { openCallback } from '../fakes/callback/callback.ts'
import { bridgeWithCallbacks, signIn, type SignedIn } from '../ledger/signed-in.ts'

const clients = {
  chatgpt: { name: 'ChatGPT', redirectUrl: chatgptCallback },
  claude: { name: 'A program', redirectUrl: 'http://127.0.0.1:33555/callback' },
}
type Side = keyof typeof clients
const sides = ['chatgpt', 'claude'] as const
const otherOf = (side: Side): Side => (side === 'claude' ? 'chatgpt' : 'claude')

type Kind = 'message' | 'note' | 'file' | 'turn'
type Step =
  | { do: 'send'; by: Side; kind: Kind }
  | { do: 'release' | 'return' | 'change'; which: number }
  | { do: 'open' }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        by: fc.constantFrom(...sides),
        kind: fc.constantFrom('message', 'note', 'file', 'turn'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('release', 'return', 'change'),
        which: fc.nat(5),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  ),
  { minLength: 5, maxLength: 9 },
)

/** No word is the beginning of another. What the owner changes in a file is not its name. */
const wordOf = (n: number): string => `heliotrope${n}z`
const nameOf = (n: number): string => `heliotrope${n}n.md`

function callOf(kind: Kind, n: number, to: Side, talk: string): [tool: string, args: object] {
  const word = wordOf(n)
  const turn = { talk, answer: word, text: word, confidence: 60, wait_seconds: 0 }
  return {
    message: ['send_message', { to, message: word }],
    note: ['log_conversation', { message: word }],
    file: ['write_file', { name: nameOf(n), content: word }],
    turn: ['take_turn', turn],
  }[kind] as [string, object]
}

/** All that a client can ask for without being told an id by the other. */
const readsOf = (talk: string): [tool: string, args: object][] => [
  ['bridge_status', {}],
  ['check_inbox', { include_read: true }],
  ['wait_for_message', { timeout_seconds: 0 }],
  ['catch_up', {}],
  ['read_conversation', {}],
  ['list_files', {}],
  ['search', { query: 'heliotrope*' }],
  ['held_status', {}],
  ['join_talk', { talk }],
  ['watch_talk', { talk, wait_seconds: 0 }],
  ['show_inbox', {}],
  ['show_talk', { talk }],
  ['card_refresh', { show: 'inbox' }],
  ['card_refresh', { show: 'talk', talk }],
]

/** What comes back, also where that is a refusal. */
const answerOf = (client: SignedIn, tool: string, args: object): Promise<string> =>
  client.tool(tool, args).then(
    ({ bytes }) => bytes,
    (error: unknown) => String(error),
  )

/** With both sides signed in and subscribed to every event, and everything held. */
async function openGate() {
  const { invoke, ...open } = await bridgeWithCallbacks()
  const unbounded = { threadMessages: null, perMinute: null, charactersPerDay: null }
  await invoke('settings.update', {
    patch: { guard: unbounded, hold: [{ what: 'everything' }] },
  })
  const callback = await openCallback()
  const signedIn = {
    chatgpt: await signIn({ invoke, ...open }, 'chatgpt', clients.chatgpt),
    claude: await signIn({ invoke, ...open }, 'claude', clients.claude),
  }
  for (const [n, side] of sides.entries()) {
    for (const name of ['message.received', 'file.changed', 'turn.yours', 'talk.ended']) {
      const url = callback.url(`/${side}/${name}`)
      await signedIn[side].call(
        'events/subscribe',
        watching(url, { name, secret: secret(n + 1, 32) }),
      )
    }
  }
  const eventsFor = (side: Side) =>
    callback.events.filter(({ path }) => path.startsWith(`/${side}/`)).map(({ body }) => body)
  return { invoke, signedIn, eventsFor }
}

it('gives the other side no word of what is held by answers, events, turns or the card, in any interleaving', async () => {
  // The test would hold as well if nothing were ever held, or no event ever came.
  let held = 0
  let events = 0

  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      // A bridge of its own: no run is told of less because another was told of much within the same minute.
      const { invoke, signedIn, eventsFor } = await openGate()
      const seats = sides.map((participant) => ({ participant }))
      const { id: talk } = await invoke('talks.begin', { question: 'Which colour?', seats })
      const hidden = new Map<string, { words: string[]; by: Side }>()
      for (const [n, step] of done.entries()) {
        const waiting = await invoke('held.list', {})
        if (step.do === 'send') {
          const [tool, args] = callOf(step.kind, n, otherOf(step.by), talk)
          await answerOf(signedIn[step.by], tool, args)
          const known = new Set(waiting.map(({ id }) => id))
          for (const { id } of await invoke('held.list', {})) {
            if (!known.has(id)) hidden.set(id, { words: [wordOf(n), nameOf(n)], by: step.by })
          }
        } else if (step.do === 'open') {
          await invoke('conversation.send', { to: [...sides], text: `said openly ${n}` })
        } else {
          const item = waiting[step.which % Math.max(1, waiting.length)]
          if (!item) continue
          if (step.do === 'return') await invoke('held.return', { id: item.id, reason: 'no' })
          else if (step.do === 'change') {
            await invoke('held.release', { id: item.id, changed: 'something else' })
            const one = hidden.get(item.id)
            if (one) one.words = one.words.slice(0, 1)
          } else {
            hidden.delete(item.id)
            await invoke('held.release', { id: item.id })
          }
        }
        for (const side of sides) {
          const read = eventsFor(side)
          for (const [tool, args] of readsOf(talk)) {
            read.push(await answerOf(signedIn[side], tool, args))
          }
          const secrets = [...hidden.values()].filter(({ by }) => by !== side)
          for (const word of secrets.flatMap(({ words }) => words)) {
            expect(read.join('\n')).not.toContain(word)
          }
        }
      }
      // Events come in order: once the last ones are there, all before them are.
      const last = { to: [...sides], text: 'the last' }
      const { message } = await invoke('conversation.send', last)
      for (const side of sides) {
        await expect.poll(() => eventsFor(side).join('\n')).toContain(`"${message.id}"`)
      }
      const all = sides.flatMap(eventsFor)
      for (const word of [...hidden.values()].flatMap(({ words }) => words)) {
        expect(all.join('\n')).not.toContain(word)
      }
      held += (await invoke('held.list', { all: true })).length
      events += all.length
    }),
    { numRuns: 2 },
  )
  expect(held).toBeGreaterThan(0)
  expect(events).toBeGreaterThan(0)
}, 120_000)
