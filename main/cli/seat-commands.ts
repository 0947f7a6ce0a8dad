/** `drawbridge seat`: programs that answer for a participant. */
import { resolve } from 'node:path'
import type { MethodResult } from '../contract.ts'
import { programIds } from '../contract/seats.ts'
import { plural } from '../bridge/base/plural.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { ago, table } from './table.ts'
import { UsageError } from './usage.ts'
import { outcomeWords } from './wake-words.ts'
import { wrongUse } from './help.ts'

type Seat = MethodResult<'seats.list'>[number]
type ProgramId = Seat['program']

export interface SeatOptions {
  by?: string | undefined
  folder?: string | undefined
  path?: string | undefined
  write: boolean
  'any-version': boolean
}

const acts = { test, stop, remove }

/** `drawbridge seat …` */
export function seat(
  context: CommandContext,
  [word, ...rest]: string[],
  options: SeatOptions,
): Promise<void> {
  if (word === undefined || word === 'list' || word === 'programs') {
    if (rest.length > 0) throw wrongUse('seat')
    return word === 'programs' ? programs(context) : list(context)
  }
  if (Object.hasOwn(acts, word)) {
    const [participant, ...more] = rest
    if (participant === undefined || more.length > 0) throw wrongUse('seat')
    return acts[word as keyof typeof acts](context, participant)
  }
  return set(context, word, rest, options)
}

const isProgram = (word: string): word is ProgramId =>
  (programIds as readonly string[]).includes(word)

function set(
  { withBridge, print }: CommandContext,
  participant: string,
  rest: string[],
  { by, folder, path, write, 'any-version': anyVersion }: SeatOptions,
): Promise<void> {
  if (by === undefined || folder === undefined) throw wrongUse('seat')
  if (!isProgram(by)) {
    throw new UsageError(`--by is one of ${programIds.join(', ')}, not "${by}"`)
  }
  // The command itself comes first among its words.
  const [command, words] = by === 'command' ? [rest[0], rest.slice(1)] : [path, rest]
  if (by === 'command' && command === undefined) {
    throw new UsageError(
      'Give the command after --by command --folder DIR, after two dashes: -- /path/to/program …',
    )
  }
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('seats.set', {
        participant,
        program: by,
        folder: resolve(folder),
        readOnly: !write,
        ...(command !== undefined && { path: resolve(command) }),
        args: words,
        anyVersion,
      }),
      (seat) => [
        `${nameOf(seat)} answers for ${seat.participant} in ${printable(seat.folder)}, ${access(seat)}.`,
        seat.limits,
        'It runs by itself when a letter waits or it is its turn, with your own login there, which may cost.',
        `Try it: drawbridge seat test ${seat.participant}`,
      ],
    )
  })
}

const nameOf = ({ title, version }: Pick<Seat, 'title' | 'version'>): string =>
  version === null ? title : `${title} ${version}`

const access = ({ readOnly }: Pick<Seat, 'readOnly'>): string =>
  readOnly ? 'read-only' : 'may write'

const list = ({ withBridge, print }: CommandContext): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('seats.list', {}), (seats) =>
      seats.length === 0
        ? 'No program answers for anybody. See: drawbridge help seat'
        : table(
            seats.map((seat) => [
              seat.participant,
              nameOf(seat),
              access(seat),
              state(seat),
              printable(seat.folder),
            ]),
          ),
    )
  })

function state({ running, last }: Seat): string {
  if (running) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(running.since)) / 1000))
    return `answering, ${seconds} s: ${running.about}`
  }
  if (!last) return 'not run yet'
  return `${outcomeWords(last)} ${ago(last.endedAt, Date.now())}`
}

const programs = ({ withBridge, print }: CommandContext): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('seats.programs', {}), (found) =>
      table(
        found.map(({ id, title, path, version, known, limits }) => [
          id,
          title,
          path === null
            ? id === 'command'
              ? 'any'
              : 'not found here'
            : `${version ?? 'unknown version'}${known ? '' : ' (not tried)'}`,
          limits,
        ]),
      ),
    )
  })

function test({ withBridge, print }: CommandContext, participant: string): Promise<void> {
  return withBridge(async (bridge) => {
    const tested = await bridge.invoke('seats.test', { participant })
    if (tested.problem) process.exitCode = 1
    print(tested, ({ wake, problem }) => {
      if (problem) return [printable(problem.sentence), printable(problem.action)]
      return `It works: the program called the bridge (${plural(wake.calls, 'call')}).`
    })
  })
}

function stop({ withBridge, print }: CommandContext, participant: string): Promise<void> {
  return withBridge(async (bridge) => {
    print(await bridge.invoke('seats.stop', { participant }), ({ stopped }) =>
      stopped ? `The program that answers for ${participant} is being ended.` : 'None is running.',
    )
  })
}

function remove({ withBridge, print }: CommandContext, participant: string): Promise<void> {
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('seats.remove', { participant }),
      ({ title }) => `${title} no longer answers for ${participant}.`,
    )
  })
}
