/** `drawbridge wake`: who can be woken how, and who was woken why. */
import { resolve } from 'node:path'
import { localTime } from '../bridge/base/local-time.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'
import { causeWords, doorWords, outcomeWords } from './wake-words.ts'

const usage =
  'Use: drawbridge wake [list], wake log [PARTICIPANT] [--limit N], wake now|test PARTICIPANT, or wake set PARTICIPANT --through claude-code --folder DIR (--through nothing ends it)'

export interface WakeOptions {
  limit?: number | undefined
  through?: string | undefined
  folder?: string | undefined
}

/** `drawbridge wake …` */
export function wake(
  context: CommandContext,
  [word = 'list', participant, ...more]: string[],
  { limit, through, folder }: WakeOptions,
): Promise<void> {
  if (more.length > 0) throw new UsageError(usage)
  if (word === 'log') return log(context, participant, limit)
  if (word === 'now' && participant !== undefined) return now(context, participant)
  if (word === 'test' && participant !== undefined) return test(context, participant)
  if (word === 'set' && participant !== undefined) {
    return set(context, participant, through, folder)
  }
  if (word === 'list' && participant === undefined) return list(context)
  throw new UsageError(usage)
}

const list = ({ withBridge, print }: CommandContext): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('wake.list', {}), (all) =>
      table(
        all.map(({ participant, doors }) => [
          participant,
          doors.length === 0
            ? 'cannot be woken: you bring it'
            : `woken ${doors.map((door) => doorWords[door]).join(', then ')}`,
        ]),
      ),
    )
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

/** The application that is open: Claude Code in a folder, or none any more. */
function set(
  { withBridge, print }: CommandContext,
  participant: string,
  through: string | undefined,
  folder: string | undefined,
): Promise<void> {
  const ends = through === 'nothing' && folder === undefined
  if (!ends && (through !== 'claude-code' || folder === undefined)) throw new UsageError(usage)
  return withBridge(async (bridge) => {
    const request = {
      participant,
      way: 'claude-code',
      folder: folder ? resolve(folder) : null,
    } as const
    print(await bridge.invoke('wake.set', request), ({ ways: [way] }) =>
      way
        ? [
            `When something waits for ${participant}, the Claude Code open in ${printable(way.target)} is told so.`,
            `See whether it could be now: drawbridge wake test ${participant}`,
          ]
        : `No open application is told any more for ${participant}.`,
    )
  })
}

function test({ withBridge, print }: CommandContext, participant: string): Promise<void> {
  return withBridge(async (bridge) => {
    const tested = await bridge.invoke('wake.test', { participant })
    if (tested.problem) process.exitCode = 1
    print(tested, ({ problem }) =>
      problem
        ? [printable(problem.sentence), printable(problem.action)]
        : 'It is open, in a version that was tried. It was not told anything.',
    )
  })
}
