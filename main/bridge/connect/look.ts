/** What there is of one client on this computer, and how far it is set up. */
import { BridgeError } from '../base/errors.ts'
import type { ClientKind, Way } from './clients/client-kind.ts'
import { readEntry, rejectedPart } from './edit/config-file.ts'
import { hasValues } from './edit/same-values.ts'
import type { Surroundings } from './surroundings.ts'

export interface Look {
  installed: 'yes' | 'no' | 'web' | 'unknown'
  /** The entry in its file: ours as it should be, ours but leading elsewhere, none, or not to be read. */
  entry: 'right' | 'stale' | 'none' | 'unreadable'
  /** The file that counts; undefined for a client without one. */
  file: string | undefined
  /** The client's own program, where it has one for this and it is there. */
  program: string | undefined
  problem: BridgeError | undefined
  /** It can be edited, but its own client does not read it as it is. */
  rejected: BridgeError | undefined
}

export async function lookAt(
  kind: ClientKind,
  way: Way,
  surroundings: Surroundings,
): Promise<Look> {
  const { paths, programs } = kind.signs(surroundings)
  const [found, program, files] = await Promise.all([
    Promise.all(paths.map((path) => surroundings.exists(path))),
    kind.command && surroundings.which(kind.command.program),
    kind.config?.files(surroundings),
  ])
  const others = await Promise.all(programs.map((name) => surroundings.which(name)))
  const none = paths.length === 0 && programs.length === 0
  const there = found.includes(true) || others.some((path) => path !== undefined)
  const installed = none ? (kind.id === 'other' ? 'unknown' : 'web') : there ? 'yes' : 'no'
  const file = files?.[0]
  const looked = { installed, file, program } as const
  const fine = { problem: undefined, rejected: undefined }
  if (!kind.config || file === undefined) return { ...looked, ...fine, entry: 'none' }
  try {
    const { entry, ...config } = kind.config
    const value = await readEntry({ file, ...config })
    const state = value === undefined ? 'none' : hasValues(value, entry(way)) ? 'right' : 'stale'
    const part = await rejectedPart({ file, ...config })
    const rejected =
      part === undefined
        ? undefined
        : new BridgeError('config-not-read', { client: kind.name, file, problem: part })
    return { ...looked, entry: state, problem: undefined, rejected }
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    return { ...looked, entry: 'unreadable', problem: error, rejected: undefined }
  }
}
