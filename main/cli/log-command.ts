/** `drawbridge log`: the newest of the conversation, and with --follow what comes after it. */
import { setTimeout as delay } from 'node:timers/promises'
import { localTime } from '../bridge/base/local-time.ts'
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { indent, partWords } from './conversation-commands.ts'
import type { LocalClient } from './local-client.ts'

type Entries = MethodResult<'conversation.log'>

export interface LogOptions {
  limit?: number | undefined
  follow?: boolean
  /** Ends following; without it Ctrl-C does. */
  signal?: AbortSignal
}

const lookEveryMs = 500
/** As many as one answer has. */
const mostAtOnce = 500

/** With `follow` and --json one entry a line, and not one list. */
export const log = (
  { withBridge, print }: CommandContext,
  { limit, follow = false, signal }: LogOptions,
) =>
  withBridge(async (bridge) => {
    const entries = await bridge.invoke('conversation.log', {
      includeArchived: true,
      ...(limit !== undefined && { limit }),
    })
    const printEntries = (list: Entries): void => {
      for (const entry of list) print(entry, entryLines)
    }
    if (!follow) {
      return print(entries, (list) =>
        list.length === 0 ? 'The conversation log is empty.' : list.flatMap(entryLines),
      )
    }
    printEntries(entries)
    let last = entries.at(-1)?.seq ?? 0
    const isOver = (): boolean => signal?.aborted === true
    while (!isOver()) {
      await delay(lookEveryMs, undefined, { signal }).catch(() => {})
      const fresh = await since(bridge, last)
      printEntries(fresh)
      last = fresh.at(-1)?.seq ?? last
    }
  })

/** All that came after an entry, however much it was. */
async function since(bridge: LocalClient, last: number): Promise<Entries> {
  const found: Entries = []
  for (;;) {
    const before = found[0]?.seq
    const page = await bridge.invoke('conversation.log', {
      includeArchived: true,
      limit: before === undefined ? 20 : mostAtOnce,
      ...(before !== undefined && { before }),
    })
    const fresh = page.filter(({ seq }) => seq > last)
    found.unshift(...fresh)
    if (fresh.length < page.length || page.length === 0) return found
  }
}

function entryLines({ seq, at, by, to, kind, text, ownerPart }: Entries[number]): string[] {
  const receivers = to === null ? '' : ` → ${to.join(', ')}`
  const note = kind === 'note' ? ' · a note' : ''
  return [
    `[${seq}] ${localTime(at)} · ${by}${receivers}${note}${partWords(ownerPart)}`,
    indent(printable(text)),
  ]
}
