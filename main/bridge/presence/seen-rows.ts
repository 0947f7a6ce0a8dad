/** When each client last called, on disk: written once a minute at most, read once at the start. */
import type { Store } from '../store/types.ts'

export interface SeenRow {
  participant: string
  client: string
  name: string
  lastSeen: number
}

/** So many are remembered; the ones not seen for longest go first. */
const mostRows = 200

export function readSeen(store: Store): SeenRow[] {
  return store
    .statement(
      `SELECT participant, client, name, last_seen FROM presence ORDER BY last_seen DESC LIMIT ? + 0`,
    )
    .all(mostRows)
    .map((row) => ({
      participant: String(row['participant']),
      client: String(row['client']),
      name: String(row['name']),
      lastSeen: Number(row['last_seen']),
    }))
}

export async function writeSeen(store: Store, rows: readonly SeenRow[]): Promise<void> {
  if (rows.length === 0) return
  await store.write(() => {
    const put = store.statement(
      `INSERT INTO presence (participant, client, name, last_seen) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen`,
    )
    for (const { participant, client, name, lastSeen } of rows) {
      put.run(participant, client, name, lastSeen)
    }
    store
      .statement(
        `DELETE FROM presence WHERE (participant, client) IN
           (SELECT participant, client FROM presence ORDER BY last_seen DESC LIMIT -1 OFFSET ?)`,
      )
      .run(mostRows)
  })
}

export async function forgetSeen(store: Store, client: string): Promise<void> {
  await store.write(() => store.statement('DELETE FROM presence WHERE client = ?').run(client))
}
