/** Commands about what is kept: a copy of it, and what may go for good. */
import { plural } from '../bridge/base/plural.ts'
import type { CommandContext } from './context.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'
import { wrongUse } from './help.ts'

export const backup = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('data.backup', {}), ({ path, bytes, damage }) => [
      `Backed up ${size(bytes)} to ${path}.`,
      ...(damage === null ? [] : [`The database is damaged, and so is this copy: ${damage}`]),
      'How to put it back, and what is not in it, is in its README.md.',
    ])
  })

/** Nothing goes for good by a slip of the fingers: wants a number of days, and a yes. */
export async function purge(
  { withBridge, print, json }: CommandContext,
  olderThanDays: number | undefined,
  { oldVersions, yes }: { oldVersions: boolean; yes: boolean },
  openTerminal: () => Terminal = createTerminal,
): Promise<void> {
  if (olderThanDays === undefined) throw wrongUse('purge')
  if (!yes) {
    const agreed = json
      ? null
      : await agrees(openTerminal(), purgeQuestion(olderThanDays, oldVersions))
    if (agreed === null)
      throw new UsageError('Say --yes to remove it for good. See: drawbridge help purge')
    if (!agreed) return print({ done: false }, () => 'Nothing was removed.')
  }
  return withBridge(async (bridge) => {
    const purged = await bridge.invoke('data.purge', { olderThanDays, oldVersions })
    print(purged, ({ entries, contents, bytes }) =>
      entries + contents === 0
        ? 'There was nothing to remove.'
        : `Removed for good: ${entries} archived texts, ${contents} versions of files. Freed ${size(bytes)}.`,
    )
  })
}

const purgeQuestion = (days: number, oldVersions: boolean): string => {
  const since = days === 0 ? 'so far' : `more than ${plural(days, 'day')} ago`
  const versions = oldVersions ? ', and what replaced versions of files hold' : ''
  return `What was archived or deleted ${since}${versions}, is removed for good. Go on? [y/N] `
}

/** Null where nobody sits there to be asked. */
async function agrees(terminal: Terminal, question: string): Promise<boolean | null> {
  try {
    if (!terminal.interactive) return null
    return /^y(es)?$/i.test(await terminal.ask(question))
  } finally {
    terminal.close()
  }
}

function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const amount = bytes / 1024 ** step
  return `${step === 0 ? amount : amount.toFixed(1)} ${units[step]}`
}
