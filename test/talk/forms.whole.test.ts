/**
 * Two clients in the built program, one of each SDK generation and one of them by the link, hold a talk of
 * every form at the same time and do only what the answers say; the owner steers in every phase.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { connectLocally, type LocalClient } from '../../main/cli/local-client.ts'
import { builtInForms } from '../../main/bridge/talk/load-forms.ts'
import { startBridge } from '../e2e/running-bridge.ts'
import { eras, linkFirst, linkModern, signIn } from '../e2e/two-clients.ts'
import type { TestClient, ToolAnswer } from '../mcp/clients.ts'

type Answers = Record<string, unknown>

/** Each starts a program and signs in, also on a machine that is busy. */
const patience = 120_000

/** They disagree and accept nothing, so that a talk passes every phase. */
const saidBy = (who: string): Answers => ({
  answer: `As ${who} sees it`,
  text: `Because ${who} has looked.`,
  confidence: 70,
  objections: [{ claim: 'It is not so.', evidence: { kind: 'quotation', where: 'has looked' } }],
  decision: 'keep',
  reason: 'It stands.',
  same: false,
  accept: false,
  done: true,
})

interface Seat {
  client: TestClient
  answers: Answers
  /** Called before it takes a turn; true when the owner stands in the way of it. */
  before?: ((phase: string) => Promise<boolean>) | undefined
  /** Called when the owner may go out of the way again. */
  after?: ((phase: string) => Promise<void>) | undefined
  /** It hears nothing any more after so many turns. */
  deafAfter?: number
}

/** Makes the call each answer names, until nothing more is to be called. */
async function follow(seat: Seat, talk: string, first?: ToolAnswer): Promise<number> {
  const { client, answers, before, after, deafAfter = Infinity } = seat
  let last = first ?? (await client.call('join_talk', { talk }))
  for (let turns = 0; turns < deafAfter;) {
    const data = last.data as {
      next: string
      turn: number
      phase: string
      required: string[]
      last_step: number
    }
    if (data.next.includes('nothing more')) return turns
    const { next, turn, phase, required } = data
    if (!next.includes('call take_turn')) {
      expect(next).toContain('call watch_talk')
      last = await client.call('watch_talk', { talk, after: data.last_step })
      expect(last.isError, last.text).toBeUndefined()
      continue
    }
    const inTheWay = (await before?.(phase)) ?? false
    const content = Object.fromEntries(required.map((name) => [name, answers[name]]))
    last = await client.call('take_turn', { talk, turn, ...content })
    if (inTheWay) {
      expect(last.text).toContain('(talk-paused)')
      await after?.(phase)
    }
    if (last.isError) {
      // The owner stood in the way of it.
      expect(last.text).toContain('(talk-paused)')
      last = await client.call('join_talk', { talk })
    } else turns += 1
    expect(turns).toBeLessThan(30)
  }
  return deafAfter
}

async function open() {
  const bridge = await startBridge()
  const connectOwner = async (): Promise<LocalClient> => {
    const owner = await connectLocally(bridge.dataDir)
    onTestFinished(() => owner.close())
    return owner
  }
  const [first, , newest] = eras
  if (!first || !newest) throw new Error('No era')
  const { client: chatgpt, provider } = await signIn(bridge, 'chatgpt', newest)
  const claude = await linkFirst(bridge.dataDir, 'claude')
  const back = () => newest[1](bridge.mcpUrl, provider)
  return { bridge, connectOwner, owner: await connectOwner(), claude, chatgpt, back }
}

const two = [{ participant: 'claude' }, { participant: 'chatgpt' }]

it(
  'go through every form to a result in a file, all at once, with the owner speaking and pausing in every phase',
  async () => {
    const { bridge, owner, connectOwner, claude, chatgpt } = await open()
    const steered: string[] = []
    const talks = await Promise.all(
      builtInForms.map(async ({ id: form }) => {
        const own = await connectOwner()
        const { id } = await own.invoke('talks.begin', {
          question: `Which way, by ${form}?`,
          form,
          seats: two,
          bounds: { rounds: 2 },
        })
        const before = async (phase: string) => {
          if (steered.includes(`${form} ${phase}`)) return false
          steered.push(`${form} ${phase}`)
          await own.invoke('talks.say', { id, text: `Mind the ${phase}.` })
          await own.invoke('talks.pause', { id })
          return true
        }
        const after = async () => void (await own.invoke('talks.resume', { id }))
        return { id, form, before, after }
      }),
    )
    await Promise.all(
      talks.flatMap(({ id, before, after }) => [
        follow({ client: claude, answers: saidBy('claude'), before, after }, id),
        follow({ client: chatgpt, answers: saidBy('chatgpt'), before, after }, id),
      ]),
    )
    const phases = builtInForms.flatMap(({ id, phases: all }) =>
      all.filter(({ kind }) => kind !== 'verdict').map(({ title }) => `${id} ${title}`),
    )
    expect(steered.toSorted()).toEqual(phases.toSorted())
    for (const { id, form } of talks) {
      const { state, phase } = await owner.invoke('talks.get', { id })
      expect([form, state, phase.kind]).toEqual([form, 'open', 'verdict'])
      await owner.invoke('talks.verdict', { id, text: `The way of ${form}.` })
      const out = join(bridge.dataDir, `${form}.md`)
      expect((await bridge.cli('talk', 'result', id, '--out', out)).code).toBe(0)
      const result = await readFile(out, 'utf8')
      expect(result).toContain(`> The way of ${form}.`)
      expect(result).toContain('ChatGPT')
      const thread = await owner.invoke('conversation.thread', { id })
      expect(thread.map(({ text }) => text).join('\n')).toContain('Because chatgpt has looked.')
    }
    expect(await owner.invoke('conversation.verify', {})).toMatchObject({ ok: true })
  },
  patience,
)

it(
  'come to the end with one who goes deaf in the middle, by the line of one nudge',
  async () => {
    const { owner, claude, chatgpt, back } = await open()
    const { id } = await owner.invoke('talks.begin', {
      question: 'Do it.',
      form: 'debate',
      seats: two,
    })
    const patient = follow({ client: claude, answers: saidBy('claude') }, id)
    await follow({ client: chatgpt, answers: saidBy('chatgpt'), deafAfter: 1 }, id)
    const waiting = async () => {
      const { seats } = await owner.invoke('talks.get', { id })
      return seats.find(({ hasTurn }) => hasTurn)
    }
    await expect
      .poll(async () => (await waiting())?.participant, { timeout: 60_000 })
      .toBe('chatgpt')
    const nudge = (await waiting())?.nudge
    // What its person pastes into a new window is all that this one knows.
    const call = /^Continue the Drawbridge talk "Do it\.": call (\w+)\.$/.exec(
      nudge?.line ?? '',
    )?.[1]
    const newWindow = await back()
    const joined = await newWindow.call(call ?? '')
    expect(joined.data).toMatchObject({ talk: id, your_turn: true })
    await follow({ client: newWindow, answers: saidBy('chatgpt') }, id, joined)
    await patient
    expect((await owner.invoke('talks.get', { id })).phase.kind).toBe('verdict')
  },
  patience,
)

it(
  'stop at the bound when both are polite for ever, go on as far again, and end',
  async () => {
    const { owner, claude, chatgpt } = await open()
    const { id } = await owner.invoke('talks.begin', {
      question: 'Thank each other.',
      form: 'work',
      seats: two,
      bounds: { rounds: 2 },
    })
    const polite = (who: string): Answers => ({ text: `Thank you, says ${who}.`, done: false })
    const both = [
      follow({ client: claude, answers: polite('claude') }, id),
      follow({ client: chatgpt, answers: polite('chatgpt') }, id),
    ]
    const standing = async () => {
      const { state, pausedBecause, used } = await owner.invoke('talks.get', { id })
      return { state, what: pausedBecause?.what, messages: used.messages }
    }
    const paused = { state: 'paused', what: 'rounds' }
    await expect.poll(standing, { timeout: 60_000 }).toEqual({ ...paused, messages: 4 })
    await owner.invoke('talks.more', { id, what: 'rounds', amount: 1 })
    await expect.poll(standing, { timeout: 60_000 }).toEqual({ ...paused, messages: 6 })
    await owner.invoke('talks.end', { id })
    expect(await Promise.all(both)).toEqual([3, 3])
  },
  patience,
)

it(
  'make room for a third seat',
  async () => {
    const { bridge, owner, claude, chatgpt } = await open()
    const codex = await linkModern(bridge.dataDir, 'codex')
    const { id } = await owner.invoke('talks.begin', {
      question: 'Which way?',
      form: 'second-opinion',
      seats: [...two, { participant: 'codex' }],
    })
    const turns = await Promise.all(
      Object.entries({ claude, chatgpt, codex }).map(([name, client]) =>
        follow({ client, answers: saidBy(name) }, id),
      ),
    )
    expect(turns).toEqual([4, 4, 4])
    const { phase, steps } = await owner.invoke('talks.get', { id })
    expect(phase.kind).toBe('verdict')
    expect(steps.filter(({ kind }) => kind === 'opened')).toHaveLength(9)
  },
  patience,
)
