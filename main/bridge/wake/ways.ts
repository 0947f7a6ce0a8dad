/** Which applications of this computer the owner lets be told, and where: a folder of Claude Code, a thread of Codex. */
import { text } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'

export type WayName = 'codex' | 'claude-code'

export interface Way {
  participant: string
  way: WayName
  /** For Claude Code the folder its window is open in, for Codex the id of the thread. */
  target: string
}

export interface Ways {
  list(): Way[]
  of(participant: string, way: WayName): Way | undefined
  /** Null: it is told no longer. */
  set(participant: string, way: WayName, target: string | null): Promise<void>
}

export function createWays(store: Store): Ways {
  const ways = new Map<string, Way>()
  const keyOf = (participant: string, way: WayName): string => `${way} ${participant}`
  const rows = store.statement('SELECT participant, way, target FROM wake_ways').all()
  for (const row of rows) {
    const participant = text(row, 'participant')
    const way = text(row, 'way') as WayName
    ways.set(keyOf(participant, way), { participant, way, target: text(row, 'target') })
  }
  return {
    list: () => [...ways.values()].toSorted((a, b) => (keyOfWay(a) < keyOfWay(b) ? -1 : 1)),
    of: (participant, way) => ways.get(keyOf(participant, way)),
    async set(participant, way, target) {
      await store.write(() => {
        if (target === null) {
          store
            .statement('DELETE FROM wake_ways WHERE participant = ? AND way = ?')
            .run(participant, way)
        } else {
          store
            .statement(
              'INSERT OR REPLACE INTO wake_ways (participant, way, target) VALUES (?, ?, ?)',
            )
            .run(participant, way, target)
        }
      })
      if (target === null) ways.delete(keyOf(participant, way))
      else ways.set(keyOf(participant, way), { participant, way, target })
    },
  }
}

const keyOfWay = ({ participant, way }: Way): string => `${participant} ${way}`
