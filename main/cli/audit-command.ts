/** `drawbridge audit`: who asked to come in, and what was decided. */
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { localTime } from '../bridge/base/local-time.ts'
import { table } from './table.ts'

export const audit = ({ withBridge, print }: CommandContext, limit: number | undefined) =>
  withBridge(async (bridge) => {
    const entries = await bridge.invoke('audit.list', limit === undefined ? {} : { limit })
    print(entries, (list) =>
      list.length === 0
        ? 'Nothing has happened yet.'
        : table(
            // As in the log, the newest last.
            list
              .toReversed()
              .map(({ at, kind, client, clientId, detail }) => [
                localTime(at),
                kind.replace('.', ': '),
                printable(client ?? clientId ?? ''),
                printable(inWords(detail)),
              ]),
          ),
    )
  })

const inWords = (detail: Record<string, string | number>): string =>
  Object.entries(detail)
    .filter(([name]) => name !== 'name')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
