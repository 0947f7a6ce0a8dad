/**
 * `kill -9` of the built program in the middle of a talk that two programs hold: what they left running is
 * ended at the next start, and the talk goes on to its verdict with every turn taken once.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { groupExists } from '../../main/bridge/seats/process-group.ts'
import { processExists } from '../../main/bridge/tunnel/end-process.ts'
import { connectLocally, type LocalClient } from '../../main/cli/local-client.ts'
import type { MethodResult } from '../../main/contract.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { startBridge, temporaryDataFolder } from '../e2e/running-bridge.ts'
import { makeProgram, type FakeProgram } from '../fakes/seat-program/make-program.ts'
import { contents } from '../real-clients/contents.ts'
import { until } from './open-seats.ts'

async function openBridgeOf(dataDir: string) {
  const bridge = await startBridge({ dataDir })
  const owner = await connectLocally(dataDir)
  onTestFinished(() => owner.close())
  return { bridge, owner }
}

/** Takes its turns; where it waits, it does so before its first call, and a process it started lives on. */
function seatProgram(work: string, participant: string, place: number) {
  const content = contents[place] ?? {}
  const program = makeProgram(work, participant, { content })
  onTestFinished(() => {
    for (const id of processesOf(program)) if (processExists(id)) process.kill(id, 'SIGKILL')
  })
  return {
    program,
    work: () => program.behave({ content }),
    wait: () =>
      program.behave({ content, does: 'leave-child', after: join(work, 'never-written') }),
  }
}

/** All it ever was, and all it started. */
const processesOf = (program: FakeProgram): number[] => [
  ...new Set(program.kept().flatMap(({ pid, child }) => (child ? [pid, child] : [pid]))),
]

/** The program that waits in its newest run, once the other one has taken its turn and nobody else runs. */
const waiting = (owner: LocalClient, participant: string, { program }: { program: FakeProgram }) =>
  until(async () => {
    const seats = await owner.invoke('seats.list', {})
    const running = seats.filter((seat) => seat.running !== null)
    if (running.length !== 1 || running[0]?.participant !== participant) return undefined
    const other = seats.find((seat) => seat.participant !== participant)
    if (other?.last?.outcome !== 'done') return undefined
    const { pid, child } = program.kept().at(-1) ?? {}
    return pid !== undefined && child !== undefined ? { pid, child } : undefined
  })

/** Who handed in, phase by phase. */
function handInsOf({ steps }: MethodResult<'talks.get'>): string[][] {
  const phases: string[][] = []
  for (const { kind, by } of steps) {
    if (kind === 'phase') phases.push([])
    if ((kind === 'said' || kind === 'sealed') && by !== null) phases.at(-1)?.push(by)
  }
  return phases
}

it('goes on after each kill, with nothing left running and no turn taken twice', async () => {
  const dataDir = temporaryDataFolder()
  const work = temporaryFolder()
  let { bridge, owner } = await openBridgeOf(dataDir)
  await owner.invoke('settings.update', { patch: { wake: { perMinute: 60 } } })
  const seats = {
    claude: seatProgram(work, 'claude', 0),
    chatgpt: seatProgram(work, 'chatgpt', 1),
  }
  for (const [participant, { program }] of Object.entries(seats)) {
    const folder = join(work, `${participant}-folder`)
    mkdirSync(folder)
    await owner.invoke('seats.set', {
      participant,
      program: 'claude-code',
      folder,
      readOnly: true,
      path: program.path,
    })
  }

  /** Kills the bridge while this program is at work; `prepare` says how the programs go on after it. */
  async function killWhile(participant: keyof typeof seats, prepare: () => void) {
    const { pid, child } = await waiting(owner, participant, seats[participant])
    await bridge.stop('SIGKILL')
    expect([groupExists(pid), processExists(child)]).toEqual([true, true])
    prepare()
    ;({ bridge, owner } = await openBridgeOf(dataDir))
    await until(() => (groupExists(pid) || processExists(child) ? undefined : true))
  }

  seats.chatgpt.wait()
  const { id } = await owner.invoke('talks.begin', {
    question: 'Which day should the bridge be painted?',
    seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
  })
  // The letter of one is in and closed, that of the other is not.
  await killWhile('chatgpt', () => {
    seats.chatgpt.work()
    seats.claude.wait()
  })
  // Both are open, and the next phase has begun.
  await killWhile('claude', () => seats.claude.work())
  await until(async () => {
    const [talk] = await owner.invoke('talks.list', {})
    return talk?.turn.includes('owner') === true || undefined
  })

  const phases = handInsOf(await owner.invoke('talks.get', { id }))
  expect(phases.length).toBeGreaterThan(3)
  for (const handIns of phases) expect(handIns).toEqual([...new Set(handIns)])
  expect(phases[0]?.toSorted()).toEqual(['chatgpt', 'claude'])
  const ended = await owner.invoke('talks.verdict', { id, text: 'Saturday.' })
  expect(ended.state).toBe('ended')
  const log = await until(async () => {
    const all = await owner.invoke('wake.log', {})
    return all.every(({ endedAt }) => endedAt !== null) ? all : undefined
  })
  expect(log.filter(({ outcome }) => outcome !== 'done').map((one) => one.outcome)).toEqual([
    'interrupted',
    'interrupted',
  ])
  await bridge.stop()
  const all = Object.values(seats).flatMap(({ program }) => processesOf(program))
  await until(() => all.every((one) => !processExists(one)) || undefined)
})
