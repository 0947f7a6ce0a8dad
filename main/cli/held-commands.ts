/** What waits for the owner at the gate, on the command line. */
import { readFile } from 'node:fs/promises'
import { createPatch, FILE_HEADERS_ONLY } from 'diff'
import { localTime } from '../bridge/base/local-time.ts'
import { plural } from '../bridge/base/plural.ts'
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { table } from './table.ts'
import { wrongUse } from './help.ts'

type Held = MethodResult<'held.list'>[number]

const because = ({ because: rule, found }: Held): string =>
  rule === 'marked' ? `may hold: ${found.join(', ')}` : ''

/** After so long two texts count as too different to compare. */
const patienceMs = 1500

/** A file as what changes in the version the others know; everything else as it is. */
function wordsOf({ text, known, title, bytes }: MethodResult<'held.get'>): string {
  if (text === null) return `${title} (${plural(bytes, 'byte')})`
  if (known === null) return text
  const options = { timeout: patienceMs, headerOptions: FILE_HEADERS_ONLY }
  const patch = createPatch(title, known, text, 'as the others know it', 'as it waits', options)
  return patch ?? text
}

/** `drawbridge held [ID]` */
export const held = (
  { withBridge, print }: CommandContext,
  [id, ...more]: string[],
  all: boolean,
) => {
  if (more.length > 0) throw wrongUse('held')
  return withBridge(async (bridge) => {
    if (id !== undefined) {
      print(await bridge.invoke('held.get', { id }), (item) =>
        [
          `${item.id}, ${item.kind} from ${item.from}${item.to.length > 0 ? ` to ${item.to.join(', ')}` : ''}, ${localTime(item.at)}: ${item.state}`,
          ...(because(item) === '' ? [] : [because(item)]),
          '',
          printable(wordsOf(item)),
        ].join('\n'),
      )
      return
    }
    print(await bridge.invoke('held.list', { all }), (items) =>
      items.length === 0
        ? 'Nothing waits for you.'
        : table(
            items.map((item) => [
              item.id,
              item.kind,
              `${item.from}${item.to.length > 0 ? ` > ${item.to.join(', ')}` : ''}`,
              localTime(item.at),
              item.state === 'held' ? because(item) : item.state,
              printable(item.title),
            ]),
          ),
    )
  })
}

export interface ReleaseOptions {
  /** A file with what goes through in its place. */
  with: string | undefined
  thread: boolean
  allow: boolean
}

/** `drawbridge release ID` */
export const release = (
  { withBridge, print }: CommandContext,
  [id, ...more]: string[],
  { with: file, thread, allow }: ReleaseOptions,
) => {
  if (id === undefined || more.length > 0) {
    throw wrongUse('release')
  }
  return withBridge(async (bridge) => {
    const changed = file === undefined ? undefined : await readFile(file, 'utf8')
    print(
      await bridge.invoke('held.release', { id, changed, thread, allow }),
      ({ result }) => `${id} went through: ${result ?? ''}.`,
    )
  })
}

/** `drawbridge return ID REASON` */
export const sendBack = ({ withBridge, print }: CommandContext, [id, ...reason]: string[]) => {
  if (id === undefined) throw wrongUse('return')
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('held.return', { id, reason: reason.join(' ') }),
      ({ from }) => `${id} goes back to ${from}.`,
    )
  })
}
