/** What Windows and Electron read from the resources of a packed .exe. */
import { readFileSync } from 'node:fs'
import { NtExecutable, NtExecutableResource } from 'pe-library'
import { Resource } from 'resedit'

const resourcesOf = (path: string) =>
  NtExecutableResource.from(NtExecutable.from(readFileSync(path), { ignoreCert: true })).entries

/** The entry in which Electron looks for the sums of its archives. */
export function integrityEntries(path: string): unknown {
  const entry = resourcesOf(path).find(
    ({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR',
  )
  return entry && JSON.parse(Buffer.from(entry.bin).toString('utf8'))
}

export const productName = (path: string): string | undefined =>
  Resource.VersionInfo.fromEntries(resourcesOf(path))[0]?.getStringValues({
    lang: 1033,
    codepage: 1200,
  })['ProductName']

/** Widths of the pictures in its icon; 0 stands for 256. */
export const iconWidths = (path: string): number[] =>
  Resource.IconGroupEntry.fromEntries(resourcesOf(path)).flatMap(({ icons }) =>
    icons.map(({ width }) => width),
  )
