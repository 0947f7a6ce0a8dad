/** `drawbridge wake`: who can be woken how, and who was woken why. */
import { localTime } from '../bridge/base/local-time.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'
import { causeWords, doorWords, outcomeWords } from './wake-words.ts'

const usage =
  'Use: drawbridge wake [list], wake log [PARTICIPANT] [--limit N], or wake now PARTICIPANT'

/** `drawbridge wake …` */
export function wake(
  context: CommandContext,
  [word = 'list', participant, ...more]: string[],
  limit: number | undefined,
): Promise<void> {
  if (more.length > 0) throw new UsageError(usage)
  if (word === 'log') return log(context, participant, limit)
  if (word === 'now' && participant !== undefined) return now(context, participant)
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
