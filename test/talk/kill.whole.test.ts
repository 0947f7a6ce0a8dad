/**
 * `kill -9` of the built program while two clients hold a talk of every form at the same time: in every
 * phase, between a hand-in and its answer, on the way, and while the owner has paused it.
 */
import { expect, it, onTestFinished } from 'vitest'
import { connectLocally, type LocalClient } from '../../main/cli/local-client.ts'
import type { MethodResult } from '../../main/contract.ts'
import { builtInForms } from '../../main/bridge/talk/load-forms.ts'
import { startBridge, temporaryDataFolder } from '../e2e/running-bridge.ts'
import { linkFirst, linkModern } from '../e2e/two-clients.ts'
import type { TestClient } from '../mcp/clients.ts'

type View = MethodResult<'talks.get'>

interface World {
  owner: LocalClient
  /** Another connection of the owner's: one carries one call at a time. */
  another(): Promise<LocalClient>
  clients: Record<string, TestClient>
  /** Ends the bridge as a power cut would, and starts it again. */
  kill(): Promise<void>
}

interface HandIn {
  talk: string
  by: string
  /** Nobody else ever says this. */
  secret: string
  arguments: Record<string, unknown>
}

async function connectOwner(dataDir: string): Promise<LocalClient> {
  const owner = await connectLocally(dataDir)
  onTestFinished(() => owner.close())
  return owner
}

async function openWorld(): Promise<World> {
  const dataDir = temporaryDataFolder()
  const start = async () => {
    const bridge = await startBridge({ dataDir })
    const owner = await connectOwner(dataDir)
    const [claude, chatgpt] = await Promise.all([
      linkFirst(dataDir, 'claude'),
      linkModern(dataDir, 'chatgpt'),
    ])
    return { bridge, owner, clients: { claude, chatgpt } }
  }
  let now = await start()
  return {
    get owner() {
      return now.owner
    },
    get clients() {
      return now.clients
    },
    another: () => connectOwner(dataDir),
    async kill() {
      await now.bridge.stop('SIGKILL')
      now = await start()
    },
  }
}

/** What the first seat that is asked hands in; nothing when the talk waits for its owner. */
async function handInFor({ clients }: World, view: View): Promise<HandIn | undefined> {
  const seat = view.seats.find(({ hasTurn }) => hasTurn)
  if (!seat?.asks) return undefined
  const by = seat.participant
  const joined = await clients[by]?.call('join_talk', { talk: view.id })
  const turn = Number(joined?.data['turn'])
  const secret = `${by}-${view.id}-${turn}`
  const all: Record<string, unknown> = {
    answer: `Says ${secret}`,
    text: `Because ${secret}`,
    confidence: 60,
    objections: [{ claim: secret, evidence: { kind: 'source', where: 'https://example.com/' } }],
    decision: 'keep',
    reason: secret,
    same: false,
    accept: false,
    done: view.round > 1,
  }
  const required = joined?.data['required'] as string[]
  const given = Object.fromEntries(required.map((name) => [name, all[name]]))
  return { talk: view.id, by, secret, arguments: { talk: view.id, turn, ...given } }
}

const viewsOf = ({ owner }: World, ids: string[]): Promise<View[]> =>
  ids.reduce<Promise<View[]>>(
    async (views, id) => [...(await views), await owner.invoke('talks.get', { id })],
    Promise.resolve([]),
  )

const handInsIn = ({ steps }: View): number =>
  steps.filter(({ kind }) => kind === 'sealed' || kind === 'said').length

const kinds = (view: View | undefined, wanted: string): number =>
  view?.steps.filter(({ kind }) => kind === wanted).length ?? 0

async function beginEveryForm(world: World): Promise<string[]> {
  const ids: string[] = []
  for (const { id: form } of builtInForms) {
    const { id } = await world.owner.invoke('talks.begin', {
      question: `Which way, by ${form}?`,
      form,
      seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
      bounds: { rounds: 2 },
    })
    ids.push(id)
  }
  return ids
}

/** Nobody but its writer sees a word of a closed letter, whatever was killed meanwhile. */
async function expectClosed({ clients }: World, views: View[], handIns: HandIn[]): Promise<void> {
  for (const view of views) {
    const letter = handIns.find(({ talk }) => talk === view.id)
    const other = letter?.by === 'claude' ? 'chatgpt' : 'claude'
    if (!letter || !view.seats.some(({ sealed }) => sealed)) continue
    expect(JSON.stringify(view)).not.toContain(letter.secret)
    for (const [name, args] of [
      ['join_talk', { talk: view.id }],
      ['read_conversation', { thread: view.id }],
      ['search', { query: letter.secret }],
    ] as const) {
      const answer = await clients[other]?.call(name, args)
      expect(answer?.text.replaceAll(`"${letter.secret}"`, '')).not.toContain(letter.secret)
    }
  }
}

const handInPhases = builtInForms.flatMap(({ id, phases }) =>
  phases.filter(({ kind }) => kind !== 'verdict').map((phase) => `${id} ${phase.id}`),
)

/** The first kill in a phase falls between a hand-in and its answer; later ones also elsewhere. */
const moments = ['between', 'on the way', 'paused'] as const

it('loses nothing, opens nothing early and ends once, killed in every phase of every form', async () => {
  const world = await openWorld()
  const ids = await beginEveryForm(world)
  const kills = new Map<string, number>()

  /** When this talk is hit; null while it waits for its owner. */
  const momentOf = (view: View, handIn: HandIn | undefined) => {
    if (!handIn) return null
    const phase = `${view.form.id} ${view.phase.id}`
    const times = kills.get(phase) ?? 0
    kills.set(phase, times + 1)
    return moments[times % moments.length] ?? null
  }

  for (let time = 0; ; time += 1) {
    expect(time).toBeLessThan(20)
    const before = await viewsOf(world, ids)
    const talks = await Promise.all(
      before.map(async (view) => {
        const handIn = await handInFor(world, view)
        return { id: view.id, before: view, handIn, moment: momentOf(view, handIn) }
      }),
    )
    if (talks.every(({ handIn }) => !handIn)) break

    /** Its answer; undefined when the kill cut it off. */
    const handIn = async ({ handIn: one }: (typeof talks)[number]) => {
      if (!one) return undefined
      return world.clients[one.by]?.call('take_turn', one.arguments).catch(() => undefined)
    }
    const stored = talks.filter(({ moment }) => moment === 'between' || moment === 'paused')
    const calls = stored.map(handIn)
    for (const { id, before: was } of stored) {
      const count = async () => handInsIn(await world.owner.invoke('talks.get', { id }))
      await expect.poll(count, { timeout: 20_000, interval: 5 }).toBe(handInsIn(was) + 1)
    }
    for (const { id, moment } of talks) {
      if (moment === 'paused') await world.owner.invoke('talks.pause', { id })
    }
    calls.push(...talks.filter(({ moment }) => moment === 'on the way').map(handIn))
    await world.kill()
    await Promise.all(calls)

    const after = await viewsOf(world, ids)
    for (const [index, { before: was, moment }] of talks.entries()) {
      const view = after[index]
      if (!view) throw new Error('A talk was lost')
      expect(view.steps.slice(0, was.steps.length)).toEqual(was.steps)
      const more = handInsIn(view) - handInsIn(was)
      if (moment === 'on the way') expect([0, 1]).toContain(more)
      else expect(more).toBe(moment === null ? 0 : 1)
      expect(kinds(view, 'ended')).toBe(0)
      if (moment === 'paused') expect(view.state).toBe('paused')
    }
    await expectClosed(
      world,
      after,
      talks.flatMap(({ handIn: one }) => one ?? []),
    )
    for (const { id, moment, before: was, handIn: one } of talks) {
      if (!one) continue
      if (moment === 'paused') await world.owner.invoke('talks.resume', { id })
      // Its call was cut off: the client does what anybody does, and makes it again.
      const again = await world.clients[one.by]?.call('take_turn', {
        ...one.arguments,
        wait_seconds: 0,
      })
      expect(again?.isError, again?.text).toBeUndefined()
      if (moment !== 'on the way') expect(again?.text).toContain('handed in already')
      const view = await world.owner.invoke('talks.get', { id })
      expect(handInsIn(view)).toBe(handInsIn(was) + 1)
    }
  }
  expect([...kills.keys()].toSorted()).toEqual(handInPhases.toSorted())

  // All wait for the verdict: a kill there, and one amid the verdicts.
  await world.kill()
  const ready = await viewsOf(world, ids)
  expect(ready.map(({ phase }) => phase.kind)).toEqual(ids.map(() => 'verdict'))
  const owners = await Promise.all(ids.map(() => world.another()))
  const given = owners.map((owner, index) =>
    owner.invoke('talks.verdict', { id: ids[index] ?? '', text: 'So be it.' }).then(
      () => true,
      () => false,
    ),
  )
  await Promise.race(given)
  await world.kill()
  const answered = await Promise.all(given)
  for (const [index, id] of ids.entries()) {
    const { state } = await world.owner.invoke('talks.get', { id })
    if (answered[index]) expect(state).toBe('ended')
    const again = world.owner.invoke('talks.verdict', { id, text: 'So be it.' })
    if (state === 'ended') await expect(again).rejects.toMatchObject({ code: 'talk-over' })
    else await again
  }
  for (const view of await viewsOf(world, ids)) {
    expect(view.result?.verdict).toBe('So be it.')
    expect([kinds(view, 'ended'), kinds(view, 'verdict')]).toEqual([1, 1])
  }
  expect(await world.owner.invoke('conversation.verify', {})).toMatchObject({ ok: true })
}, 120_000)
