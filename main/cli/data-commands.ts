/** Commands about what is kept: a copy of it, and what may go for good. */
import type { CommandContext } from './context.ts'
import { UsageError } from './usage.ts'

export const backup = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('data.backup', {}), ({ path, bytes, damage }) => [
      `Backed up ${size(bytes)} to ${path}.`,
      ...(damage === null ? [] : [`The database is damaged, and so is this copy: ${damage}`]),
      'How to put it back, and what is not in it, is in its README.md.',
    ])
  })

/** Asks for the number of days in any case: nothing goes for good by a slip of the fingers. */
export const purge = (
  { withBridge, print }: CommandContext,
  olderThanDays: number | undefined,
  oldVersions: boolean,
) => {
  if (olderThanDays === undefined) {
    throw new UsageError('Use: drawbridge purge --older-than DAYS [--old-versions]')
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

function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const amount = bytes / 1024 ** step
  return `${step === 0 ? amount : amount.toFixed(1)} ${units[step]}`
}
