/** `drawbridge wake`: who can be woken how, and who was woken why. */
import { resolve } from 'node:path'
import { localTime } from '../bridge/base/local-time.ts'
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import type { LocalClient } from './local-client.ts'
import { table } from './table.ts'
import { causeWords, doorWords, outcomeWords } from './wake-words.ts'
import { wrongUse } from './help.ts'

export interface WakeOptions {
  limit?: number | undefined
  through?: string | undefined
  folder?: string | undefined
  thread?: string | undefined
}

/** `drawbridge wake …` */
export function wake(
  context: CommandContext,
  [word = 'list', participant, ...more]: string[],
  { limit, ...where }: WakeOptions,
): Promise<void> {
  if (more.length > 0) throw wrongUse('wake')
  if (word === 'log') return log(context, participant, limit)
  if (word === 'now' && participant !== undefined) return now(context, participant)
  if (word === 'test' && participant !== undefined) return test(context, participant)
  if (word === 'set' && participant !== undefined) {
    return set(context, participant, where)
  }
  if (word === 'list' && participant === undefined) return list(context)
  throw wrongUse('wake')
}

const list = ({ withBridge, print }: CommandContext): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('wake.list', {}), (all) => [
      ...table(
        all.map(({ participant, doors }) => [
          participant,
          doors.length === 0
            ? 'woken by nothing: it sees what waits when you open its app'
            : `woken ${doors.map((door) => doorWords[door]).join(', then ')}`,
        ]),
      ),
      ...(all.some(({ doors }) => doors.length === 0)
        ? ['', 'Ways to wake one: drawbridge help wake, drawbridge help seat, drawbridge events']
        : []),
    ])
  })

const log = (
  { withBridge, print }: CommandContext,
  participant: string | undefined,
  limit: number | undefined,
): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('wake.log', { participant, limit }), (wakes) =>
      wakes.length === 0
        ? 'Nobody has been woken yet.'
        : table(
            wakes.map((one) => [
              localTime(one.at),
              one.participant,
              causeWords(one),
              doorWords[one.door],
              outcomeWords(one),
              printable(one.detail ?? ''),
            ]),
          ),
    )
  })

const now = ({ withBridge, print }: CommandContext, participant: string): Promise<void> =>
  withBridge(async (bridge) => {
    const woken = await bridge.invoke('wake.now', { participant })
    if (woken.outcome === 'failed') process.exitCode = 1
    print(woken, (one) => [
      `${participant}, ${causeWords(one)}, ${doorWords[one.door]}: ${outcomeWords(one)}.`,
      ...(one.detail === null ? [] : [printable(one.detail)]),
    ])
  })

/** The application that is open: Claude Code in a folder, a thread of Codex, or none any more. */
function set(
  { withBridge, print }: CommandContext,
  participant: string,
  { through, folder, thread }: Omit<WakeOptions, 'limit'>,
): Promise<void> {
  if (through === 'nothing' && folder === undefined && thread === undefined) {
    return withBridge(async (bridge) => {
      for (const { way } of await waysOf(bridge, participant)) {
        await bridge.invoke('wake.set', { participant, way, target: null })
      }
      print(
        await waysOf(bridge, participant),
        () => `No open application is notified any longer for ${participant}.`,
      )
    })
  }
  const request = wayGiven(through, folder, thread)
  if (request === undefined) throw wrongUse('wake')
  return withBridge(async (bridge) => {
    print(await bridge.invoke('wake.set', { participant, ...request }), () => [
      `When something waits for ${participant}, ${placeWords(request)} is notified.`,
      `See whether it could be now: drawbridge wake test ${participant}`,
    ])
  })
}

type Way = MethodResult<'wake.list'>[number]['ways'][number]

const waysOf = async (bridge: LocalClient, participant: string): Promise<Way[]> =>
  (await bridge.invoke('wake.list', {})).find((one) => one.participant === participant)?.ways ?? []

function wayGiven(
  through: string | undefined,
  folder: string | undefined,
  thread: string | undefined,
): Way | undefined {
  if (through === 'claude-code' && folder !== undefined && thread === undefined) {
    return { way: 'claude-code', target: resolve(folder) }
  }
  if (through === 'codex' && thread !== undefined && folder === undefined) {
    return { way: 'codex', target: thread }
  }
  return undefined
}

const placeWords = ({ way, target }: Way): string =>
  way === 'codex'
    ? `the thread ${printable(target)} of Codex`
    : `the Claude Code open in ${printable(target)}`

/** Every application that is told for it, one after another. */
function test({ withBridge, print }: CommandContext, participant: string): Promise<void> {
  return withBridge(async (bridge) => {
    const ways = await waysOf(bridge, participant)
    // The bridge says what is wrong with nothing to test.
    const names = ways.length === 0 ? (['claude-code'] as const) : ways.map(({ way }) => way)
    const tested: MethodResult<'wake.test'>[] = []
    for (const way of names) tested.push(await bridge.invoke('wake.test', { participant, way }))
    if (tested.some(({ problem }) => problem)) process.exitCode = 1
    print(tested, (all) =>
      all.flatMap(({ problem, wake: { door } }) =>
        problem
          ? [printable(problem.sentence), printable(problem.action)]
          : `${door === 'codex' ? 'Codex' : 'Claude Code'} is there, in a version that was tried. Nothing was sent to it.`,
      ),
    )
  })
}
