/** Which applications of this computer the owner lets be told, and where: a folder for Claude Code. */
import { text } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'

export interface Way {
  participant: string
  way: 'claude-code'
  /** The folder its window is open in. */
  target: string
}

export interface Ways {
  of(participant: string): Way | undefined
  /** Null: it is told no longer. */
  set(participant: string, target: string | null): Promise<void>
}

export function createWays(store: Store): Ways {
  const ways = new Map<string, Way>()
  const rows = store
    .statement(`SELECT participant, target FROM wake_ways WHERE way = 'claude-code'`)
    .all()
  for (const row of rows) {
    const participant = text(row, 'participant')
    ways.set(participant, { participant, way: 'claude-code', target: text(row, 'target') })
  }
  return {
    of: (participant) => ways.get(participant),
    async set(participant, target) {
      await store.write(() => {
        if (target === null) {
          store.statement('DELETE FROM wake_ways WHERE participant = ?').run(participant)
        } else {
          store
            .statement(
              'INSERT OR REPLACE INTO wake_ways (participant, way, target) VALUES (?, ?, ?)',
            )
            .run(participant, 'claude-code', target)
        }
      })
      if (target === null) ways.delete(participant)
      else ways.set(participant, { participant, way: 'claude-code', target })
    },
  }
}
