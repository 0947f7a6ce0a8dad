/** Who listens, in the words the panel has. */
import { clockTime } from '../bridge/base/local-time.ts'
import type { Heard } from '../contract/who-listens.ts'
import { ago } from './table.ts'

/** "listening now", "called 2 minutes ago", "away since 14:02". */
export function listeningWords(
  heard: Pick<Heard, 'state' | 'lastSeen'> | undefined,
  now: number,
): string {
  if (!heard || heard.lastSeen === null) return 'has not called yet'
  if (heard.state === 'waiting') return 'listening now'
  return heard.state === 'lately'
    ? `called ${ago(heard.lastSeen, now)}`
    : `away since ${clockTime(heard.lastSeen, now)}`
}
