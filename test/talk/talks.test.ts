/** Talks on disk: restarts, kills, deadlines, closed letters, results. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { calibrationOf } from '../../main/bridge/talk/calibration.ts'
import { commitmentOf } from '../../main/bridge/talk/commitment.ts'
import { waitsFor } from '../../main/bridge/talk/machine.ts'
import { phaseOf } from '../../main/bridge/talk/machine-phases.ts'
import { resultOf } from '../../main/bridge/talk/result.ts'
import type { Talk, Talks } from '../../main/bridge/talk/talk-types.ts'
import { createTalks } from '../../main/bridge/talk/talks.ts'
import type { Content } from '../../main/bridge/talk/types.ts'
import {
  freshConversation,
  openConversation,
  refusal,
  temporaryFolder,
} from '../conversation/fresh-conversation.ts'
import { talksOver } from './open-talks.ts'

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
const forms = ['second-opinion', 'review', 'debate', 'work']

function fresh() {
  const { conversation, store, dir } = freshConversation()
  return { conversation, store, dir, talks: talksOver(conversation, store) }
}

/** A complete hand-in for what the talk asks now. */
function answerTo({ state }: Talk, by: string): Content {
  const all: Content = {
    answer: `${by} says so`,
    text: `Words of ${by}, turn ${state.turn}.`,
    confidence: 60,
    objections: [
      { claim: 'It is not so.', evidence: { kind: 'source', where: 'https://example.com/' } },
    ],
    decision: 'change',
    same: false,
    accept: false,
    done: state.round > 1,
  }
  const required = phaseOf(state).required
  return {
    ...Object.fromEntries(required.map((name) => [name, all[name]])),
    ...(required.includes('decision') && { reason: 'It convinced me.' }),
  }
}

/** One turn of whoever is asked; false once the talk waits for the owner. */
async function oneTurn(talks: Talks, id: string): Promise<boolean> {
  const talk = talks.get(id)
  const [by] = waitsFor(talk.state)
  if (by === undefined) return false
  await talks.handIn({ talk: id, by, content: answerTo(talk, by), turn: talk.state.turn })
  return true
}

describe.each(forms)('a talk in the form %s', (form) => {
  it('goes on after a restart in every phase as if there had been none', async () => {
    const dir = temporaryFolder()
    let open = openConversation(dir)
    let talks = talksOver(open.conversation, open.store)
    const id = await talks.begin({ question: 'Which way?', form, seats })
    let turns = 0
    while (await oneTurn(talks, id)) {
      turns += 1
      expect(turns).toBeLessThan(40)
      const before = talks.get(id)
      talks.stop()
      await open.store.close()
      open = openConversation(dir)
      talks = talksOver(open.conversation, open.store)
      expect(talks.get(id)).toEqual(before)
    }
    await talks.act(id, { type: 'verdict', text: 'So be it.' })
    expect(talks.get(id).state.handIns).toHaveLength(turns)
    expect(resultOf(talks.get(id), (name) => name).markdown).toContain('> So be it.')
    expect(await open.conversation.verifyChain()).toMatchObject({ ok: true })
  })

  it('lets the owner speak, pause, go on and end in every phase', async () => {
    const { talks, conversation } = fresh()
    for (let turnsBefore = 0; ; turnsBefore += 1) {
      const id = await talks.begin({ question: 'Which way?', form, seats })
      let asked = true
      for (let turn = 0; turn < turnsBefore; turn += 1) await oneTurn(talks, id)
      await talks.act(id, { type: 'say', text: 'A word of mine.' })
      await talks.act(id, { type: 'pause' })
      const [by = 'claude'] = waitsFor(talks.get(id).state)
      const content = answerTo(talks.get(id), by)
      expect(await refusal(() => talks.handIn({ talk: id, by, content }))).toBe('talk-paused')
      await talks.act(id, { type: 'resume' })
      asked = waitsFor(talks.get(id).state).length > 0
      expect(await oneTurn(talks, id)).toBe(asked)
      await talks.act(id, { type: 'end' })
      expect(await refusal(() => talks.handIn({ talk: id, by, content: { text: 'late' } }))).toBe(
        'talk-over',
      )
      expect(await refusal(() => talks.act(id, { type: 'end' }))).toBe('talk-over')
      expect(conversation.thread(id).map(({ text }) => text)).toContain('A word of mine.')
      expect(talks.get(id).state.handIns.every(({ sealed }) => !sealed)).toBe(true)
      if (!asked) break
      expect(turnsBefore).toBeLessThan(40)
    }
  })
})

describe('closed letters', () => {
  it('lie in a table of their own, and open with the salt of what they promised', async () => {
    const { talks, conversation, store } = fresh()
    const id = await talks.begin({ question: 'Which?', seats })
    await oneTurn(talks, id)
    const notes = () => conversation.log({ thread: id }).filter(({ kind }) => kind === 'note')
    const promised = /: ([0-9a-f]{64})$/.exec(notes()[0]?.text ?? '')?.[1]
    expect(conversation.thread(id)).toHaveLength(1)
    const columns = store.db.prepare('SELECT text FROM messages').all()
    expect(JSON.stringify(columns)).not.toContain('Words of claude')
    await oneTurn(talks, id)
    const opened = conversation.thread(id).find(({ from }) => from === 'claude')
    const salt = notes()
      .map(({ text }) => /Opened as (m\d+)\. The salt of its commitment: (.*)$/.exec(text))
      .find((found) => found?.[1] === opened?.id)?.[2]
    expect(commitmentOf(salt ?? '', opened?.text ?? '')).toBe(promised)
  })

  it('never show what a purge has removed', async () => {
    const { talks, conversation, store } = fresh()
    const id = await talks.begin({ question: 'Which?', seats })
    while (await oneTurn(talks, id));
    await talks.act(id, { type: 'end' })
    for (const { participant } of seats) await conversation.clearInbox(participant)
    for (const { participant } of seats)
      await conversation.inbox(participant, { includeRead: true })
    for (const { participant } of seats) {
      await conversation.markRead(
        participant,
        conversation.thread(id).map((message) => message.id),
      )
    }
    await conversation.archive('owner')
    await conversation.purge({ before: Number.MAX_SAFE_INTEGER })
    const stored = ['talks', 'talk_handins', 'talk_steps'].map((table) =>
      JSON.stringify(store.db.prepare(`SELECT * FROM ${table}`).all()),
    )
    expect(stored.join('\n')).not.toContain('Words of claude')
    expect(stored.join('\n')).not.toContain('Which?')
    expect(talks.get(id).title).toBe('[removed by the owner]')
  })
})

describe('time', () => {
  it('runs out for a seat that is away, and the owner is asked', async () => {
    const { conversation, store } = freshConversation()
    const first = talksOver(conversation, store, { now: () => 1_000 })
    const id = await first.begin({ question: 'Do it.', form: 'work', seats })
    first.stop()
    // The bridge was off for longer than a turn may take.
    const later = talksOver(conversation, store, { now: () => 1_000 + 31 * 60_000 })
    await expect.poll(() => later.get(id).state.paused).toEqual({ kind: 'deadline', what: null })
    await later.act(id, { type: 'skip' })
    expect(later.get(id).state).toMatchObject({ status: 'open' })
    expect(waitsFor(later.get(id).state)).toEqual(['chatgpt'])
  })

  it('is not over early because the clock was set forward while the bridge runs, nor never when it is set back', async () => {
    const { conversation, store } = freshConversation()
    let now = 1_000
    const talks = talksOver(conversation, store, { now: () => now })
    const id = await talks.begin({ question: 'Do it.', form: 'work', seats })
    now += 365 * 24 * 3_600_000
    await oneTurn(talks, id)
    expect(talks.get(id).state.status).toBe('open')
    now = 500
    talks.stop()
    const { phaseTimer } = talksOver(conversation, store, { now: () => now }).get(id).state
    expect(phaseTimer?.whole).toBe(30 * 60_000)
  })
})

describe('forms of the owner', () => {
  const own = {
    id: 'vote',
    title: 'Vote',
    goodFor: 'A quick vote.',
    bounds: { rounds: 1, messages: 4, minutes: 10, characters: 2000 },
    phases: [
      {
        id: 'votes',
        title: 'Votes',
        kind: 'sealed',
        ask: 'Vote.',
        required: ['answer'],
        compares: true,
      },
      { id: 'verdict', title: 'Verdict', kind: 'verdict', ask: 'The owner decides.' },
    ],
  }

  it('are found in their folder and can be used at once', async () => {
    const { conversation, store, dir } = freshConversation()
    const formsFolder = join(dir, 'forms')
    mkdirSync(formsFolder)
    writeFileSync(join(formsFolder, 'vote.json'), JSON.stringify(own))
    const talks = talksOver(conversation, store, { formsFolder })
    const id = await talks.begin({ question: 'Tea?', form: 'vote', seats })
    for (const by of ['claude', 'chatgpt'])
      await talks.handIn({ talk: id, by, content: { answer: 'Yes' } })
    expect(talks.get(id).steps.map(({ kind }) => kind)).toContain('agreed')
  })

  it('are explained when they are broken: what is wrong, and where', () => {
    const { conversation, store, dir } = freshConversation()
    const formsFolder = join(dir, 'forms')
    mkdirSync(formsFolder)
    const broken = {
      'a.json': '{',
      'b.json': JSON.stringify({ ...own, phases: own.phases.slice(0, 1) }),
      'c.json': JSON.stringify({ ...own, id: 'work' }),
      'd.json': JSON.stringify({
        ...own,
        phases: [{ ...own.phases[0], who: 'judge' }, own.phases[1]],
      }),
    }
    for (const [name, text] of Object.entries(broken)) writeFileSync(join(formsFolder, name), text)
    const found = talksOver(conversation, store, { formsFolder }).forms()
    expect(found.forms).toHaveLength(4)
    expect(found.broken.map(({ file }) => file)).toEqual(Object.keys(broken))
    expect(found.broken[1]?.problem).toContain('phases.0.kind: the last phase')
    expect(found.broken[2]?.problem).toContain('There is a form called "work" already')
    expect(found.broken[3]?.problem).toContain('phases.0.who: there is no role "judge"')
  })
})

describe('a talk of three, and two at once', () => {
  it('keep apart, and give each seat its turn', async () => {
    const { talks, conversation } = fresh()
    await conversation.addParticipant('codex')
    const three = [...seats, { participant: 'codex' }]
    const ids = await Promise.all(
      forms.map((form) => talks.begin({ question: `By ${form}?`, form, seats: three })),
    )
    let going = true
    while (going) going = (await Promise.all(ids.map((id) => oneTurn(talks, id)))).includes(true)
    for (const id of ids) {
      const { state } = talks.get(id)
      expect(phaseOf(state).kind === 'verdict' || state.status === 'paused').toBe(true)
      expect(new Set(state.handIns.map(({ participant }) => participant)).size).toBe(3)
    }
  })
})

describe('what came of it', () => {
  it('says who changed their mind, and marks a change without evidence', async () => {
    const { talks } = fresh()
    const id = await talks.begin({ question: 'Which?', seats })
    while (await oneTurn(talks, id));
    await talks.act(id, { type: 'end' })
    const { changes, disagreed, verdict } = resultOf(talks.get(id), (name) => name.toUpperCase())
    expect(changes).toHaveLength(2)
    expect(changes.every(({ supported }) => !supported)).toBe(true)
    expect(disagreed).toEqual(['CLAUDE: claude says so', 'CHATGPT: chatgpt says so'])
    expect(verdict).toBeNull()
  })

  it('counts confidence against the verdict, and what is unclear not at all', async () => {
    const { talks } = fresh()
    const id = await talks.begin({ question: 'Which?', seats })
    while (await oneTurn(talks, id));
    await talks.act(id, { type: 'verdict', text: 'Claude.' })
    await talks.mark(id, [
      { handIn: 1, mark: 'right' },
      { handIn: 2, mark: 'wrong' },
    ])
    const [chatgpt, claude] = calibrationOf(talks.marked())
    const at60 = { from: 60, to: 80, count: 1 }
    expect(chatgpt?.buckets[3]).toEqual({ ...at60, right: 0 })
    expect(claude?.buckets[3]).toEqual({ ...at60, right: 1 })
    expect(calibrationOf([{ participant: 'claude', confidence: 100, mark: 'unclear' }])).toEqual([])
  })
})

it('arms no clock for a talk that is over', async () => {
  const { conversation, store } = fresh()
  const talks = createTalks({ store, conversation, clock: Date, log: silentLog, formsFolder: '' })
  onTestFinished(() => talks.stop())
  const id = await talks.begin({ question: 'Which?', seats })
  await talks.act(id, { type: 'end' })
  expect(talks.get(id).state).toMatchObject({ phaseTimer: null, talkTimer: { at: null } })
})
