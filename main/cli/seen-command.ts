/** `drawbridge seen`: what each client has received. */
import { plural } from '../bridge/base/plural.ts'
import { localTime } from '../bridge/base/local-time.ts'
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import type { LocalClient } from './local-client.ts'
import { table } from './table.ts'
import { wrongUse } from './help.ts'

interface SeenOptions {
  by?: string | undefined
  message?: string | undefined
  csv: boolean
}

/** Of the newest. */
const mostShown = 200

type Entry = MethodResult<'ledger.seen'>[number]

export const seen = (context: CommandContext, files: string[], options: SeenOptions) => {
  const [file, ...more] = files
  const { by, message, csv } = options
  if (more.length > 0 || (file !== undefined && message !== undefined)) throw wrongUse('seen')
  const question = {
    ...(file !== undefined && { file }),
    ...(message !== undefined && { message }),
    ...(by !== undefined && { by }),
  }
  return context.withBridge(async (bridge) => {
    if (csv || context.json) return exportAll(context, bridge, csv ? 'csv' : 'json', question)
    if (Object.keys(question).length === 0) return listReceivers(context, bridge)
    // One more than is shown, to know whether there are more.
    const found = await bridge.invoke('ledger.seen', { ...question, limit: mostShown + 1 })
    context.print(found, inWords)
  })
}

/** Everybody who received anything, with how much. */
async function listReceivers({ print }: CommandContext, bridge: LocalClient): Promise<void> {
  print(await bridge.invoke('ledger.receivers', {}), (receivers) =>
    receivers.length === 0
      ? 'No client has received anything yet.'
      : table(
          receivers.map(({ company, says, name, client, participant, entries, lastAt }) => [
            companyIn({ company, says }),
            printable(name),
            participant,
            plural(entries, 'entry', 'entries'),
            `last ${localTime(lastAt)}`,
            printable(client),
          ]),
        ),
  )
}

function inWords(entries: readonly Entry[]): string | string[] {
  if (entries.length === 0) return 'Received by nobody, as far as this ledger goes back.'
  const rows = entries
    .slice(0, mostShown)
    .map((entry) => [
      localTime(entry.at),
      `${companyIn(entry)} · ${oneLine(entry.name)}`,
      `${whatOf(entry)}${entry.perhaps ? ', perhaps' : ''}`,
      `${entry.call}${entry.via === 'http' ? '' : ` (${entry.via})`}`,
      `by ${entry.from}`,
      oneLine(entry.title),
    ])
  const more = entries.length > mostShown ? ['These are the newest; --csv has all of it.'] : []
  return [...table(rows), ...more]
}

/** A name proves nothing: that is said where nothing else is known. */
const companyIn = ({ company, says }: Pick<Entry, 'company' | 'says'>): string =>
  company ?? (says === null ? 'not known' : `says it is ${says}`)

const extents: Record<Entry['extent'], string> = {
  whole: 'all of',
  part: 'a part of',
  name: 'that there is',
}

function whatOf({ extent, id, version, kind }: Entry): string {
  const what = version === null ? id : `${oneLine(id)} version ${version}`
  return `${extents[extent]} ${what}${kind === 'deleted-file' ? ' (deleted)' : ''}`
}

/** A name or a beginning as one cell of a line. */
const oneLine = (text: string): string => printable(text).replaceAll(/[\n\t]/g, ' ')

async function exportAll(
  { stdout }: CommandContext,
  bridge: LocalClient,
  format: 'csv' | 'json',
  question: { file?: string; message?: string; by?: string },
): Promise<void> {
  let after: number | null = 0
  while (after !== null) {
    const piece: MethodResult<'ledger.export'> = await bridge.invoke('ledger.export', {
      ...question,
      format,
      after,
    })
    stdout.write(piece.text)
    after = piece.next
  }
}
