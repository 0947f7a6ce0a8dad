/** The log of wakes: who was woken why, through what, and what came of it. The newest are kept. */
import { integer, integerOrNull, text, textOrNull, type Row } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { Door, Outcome, Wake } from './types.ts'

const mostRows = 1_000

const wakeFrom = (row: Row): Wake => ({
  id: integer(row, 'id'),
  participant: text(row, 'participant'),
  door: text(row, 'door') as Door,
  cause: text(row, 'cause') as Wake['cause'],
  about: textOrNull(row, 'about'),
  at: integer(row, 'at'),
  endedAt: integerOrNull(row, 'ended_at'),
  outcome: textOrNull(row, 'outcome') as Outcome | null,
  error: textOrNull(row, 'error'),
  detail: textOrNull(row, 'detail'),
  calls: integer(row, 'calls'),
})

export const listWakes = (
  store: Store,
  { participant, limit }: { participant?: string | undefined; limit: number },
): Wake[] =>
  store
    .statement(
      'SELECT * FROM wakes WHERE participant = ?1 OR ?1 IS NULL ORDER BY id DESC LIMIT ?2 + 0',
    )
    .all(participant ?? null, limit)
    .map(wakeFrom)

export const readWake = (store: Store, id: number): Wake => {
  const row = store.statement('SELECT * FROM wakes WHERE id = ?').get(id)
  if (!row) throw new Error(`There is no wake ${id}`)
  return wakeFrom(row)
}

export type NewWake = Pick<Wake, 'participant' | 'door' | 'cause' | 'about' | 'at'>

export const insertWake = (
  store: Store,
  { participant, door, cause, about, at }: NewWake,
): Promise<number> =>
  store.write(() => {
    const { lastInsertRowid } = store
      .statement('INSERT INTO wakes (participant, door, cause, about, at) VALUES (?, ?, ?, ?, ?)')
      .run(participant, door, cause, about, at)
    store.statement(`DELETE FROM wakes WHERE id <= (SELECT MAX(id) FROM wakes) - ${mostRows}`).run()
    return Number(lastInsertRowid)
  })

export interface WakeEnd {
  outcome: Outcome
  error?: string | null
  detail?: string | null
  calls?: number
  at: number
}

export const endWake = (store: Store, id: number, end: WakeEnd): Promise<unknown> =>
  store.write(() =>
    store
      .statement(
        'UPDATE wakes SET outcome = ?, error = ?, detail = ?, calls = ?, ended_at = ? WHERE id = ?',
      )
      .run(end.outcome, end.error ?? null, end.detail ?? null, end.calls ?? 0, end.at, id),
  )

/** What was going on when the bridge ended without a word. */
export const interruptWakes = (store: Store): Promise<unknown> =>
  store.write(() =>
    store
      .statement(
        `UPDATE wakes SET outcome = 'interrupted', ended_at = at WHERE outcome IS NULL OR outcome = 'told'`,
      )
      .run(),
  )

/** When a participant was woken by something that costs, newest first, since a time. */
export const wakeTimes = (store: Store, participant: string, since: number): number[] =>
  store
    .statement(
      `SELECT at FROM wakes WHERE participant = ? AND at > ?
         AND door IN ('codex', 'claude-code', 'seat') AND cause <> 'test' ORDER BY at DESC`,
    )
    .all(participant, since)
    .map((row) => integer(row, 'at'))
