/** Ladders on disk: one small row each, written a moment after the last change. */
import type { Log } from '../../base/ports.ts'
import { databaseBytes } from '../../store/disk-reserve.ts'
import type { Store } from '../../store/types.ts'
import { ladderStateSchema, type LadderState } from './state.ts'

const afterMs = 1_000

export interface LadderKeeper {
  load(): LadderState[]
  changed(ladder: LadderState): void
  removed(ladder: LadderState): void
  /** Writes what is still to be written. */
  flush(): Promise<void>
}

export function createLadderKeeper(deps: { store: Store; log: Log }): LadderKeeper {
  const { store, log } = deps
  const upsert = store.statement(`
    INSERT INTO doctor_ladders (id, last_at, state) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at, state = excluded.state`)
  const remove = store.statement('DELETE FROM doctor_ladders WHERE id = ?')
  const rows = store.statement('SELECT state FROM doctor_ladders ORDER BY last_at')
  const dirty = new Map<string, LadderState>()
  const gone = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const [changed, removed] = [[...dirty.values()], [...gone]]
    if (changed.length + removed.length === 0) return
    const rows = changed.map((ladder) => ({ ...ladder, text: JSON.stringify(ladder) }))
    const size = rows.reduce((sum, { text }) => sum + databaseBytes(text.length), 0)
    // Kept in memory until there is room again: a stranger's requests are not worth the last of it.
    if (!store.room.has(size)) return log.warn('doctor.ladders-not-kept', { error: 'disk-full' })
    dirty.clear()
    gone.clear()
    await store.write(() => {
      for (const id of removed) remove.run(id)
      for (const { id, lastAt, text } of rows) upsert.run(id, lastAt, text)
    })
  }

  function later(): void {
    if (timer) return
    timer = setTimeout(() => {
      flush().catch((error: unknown) => {
        log.warn('doctor.ladders-not-kept', { error: String(error) })
      })
    }, afterMs)
    timer.unref()
  }

  return {
    load: () => rows.all().flatMap(({ state }) => read(state)),
    changed(ladder) {
      dirty.set(ladder.id, ladder)
      later()
    },
    removed({ id }) {
      dirty.delete(id)
      gone.add(id)
      later()
    },
    flush,
  }
}

/** Nothing depends on a ladder: one that cannot be read was never there. */
function read(state: unknown): LadderState[] {
  if (typeof state !== 'string') return []
  try {
    const parsed = ladderStateSchema.safeParse(JSON.parse(state))
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}
