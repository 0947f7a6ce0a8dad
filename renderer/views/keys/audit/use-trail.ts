/** The audit trail, newest first: the newest page kept up to date, older ones fetched on demand. */
import { useState } from 'react'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import type { AuditEntry } from './groups.ts'

const PAGE = 100

export function useTrail() {
  const invoke = useInvoke()
  const { value: newest, failure } = useLoaded('audit.list', { limit: PAGE })
  const [taken, setTaken] = useState<readonly AuditEntry[]>()
  const [entries, setEntries] = useState<readonly AuditEntry[]>([])
  /** Nothing is older than what is shown. */
  const [complete, setComplete] = useState(false)
  const older = useAction()

  if (newest && newest !== taken) {
    setTaken(newest)
    const joined = joinedWith(newest, entries)
    setEntries(joined ?? newest)
    if (!joined || entries.length === 0) setComplete(newest.length < PAGE)
  }
  return {
    entries,
    complete,
    failure,
    loading: newest === undefined && failure === undefined,
    older,
    more: () =>
      older.run(async () => {
        const before = entries.at(-1)?.seq
        const page = await invoke('audit.list', {
          limit: PAGE,
          ...(before === undefined ? {} : { before }),
        })
        setEntries((now) => [...now, ...page.filter(({ seq }) => seq < (now.at(-1)?.seq ?? 0))])
        setComplete(page.length < PAGE)
      }),
  }
}

/** Undefined where something may lie between: more happened at once than a page holds. */
function joinedWith(
  newest: readonly AuditEntry[],
  known: readonly AuditEntry[],
): AuditEntry[] | undefined {
  const first = known[0]
  const last = newest.at(-1)
  if (!first || !last || last.seq > first.seq) return undefined
  return [...newest, ...known.filter(({ seq }) => seq < last.seq)]
}
