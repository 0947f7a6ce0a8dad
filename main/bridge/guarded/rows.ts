/** Held items as rows. */
import { hash } from 'node:crypto'
import { BridgeError } from '../base/errors.ts'
import { integer, integerOrNull, text, textOrNull, type Row } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { HeldItem, HeldOutline, Sender, Sending, Why } from './types.ts'

export const digestOf = (sending: Sending): Buffer =>
  hash('sha256', JSON.stringify(sending), 'buffer')

export function insertHeld(
  store: Store,
  item: Sender & { sending: Sending; digest: Buffer; bytes: number; why: Why; at: number },
): HeldItem {
  const { sending, participant, client, digest, bytes, why, at } = item
  const row = store
    .statement(
      `INSERT INTO held_items (kind, participant, client, request, digest, bytes, why, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    )
    .get(
      sending.kind,
      participant,
      client,
      JSON.stringify(sending),
      digest,
      bytes,
      JSON.stringify(why),
      at,
    )
  return heldFrom(row ?? {})
}

/** The same, sent before: as long as it waits, or under the same key also afterwards. */
export function findRepeated(
  store: Store,
  { participant }: Sender,
  sending: Sending,
  digest: Buffer,
): HeldItem | undefined {
  const waiting = store
    .statement(`SELECT * FROM held_items WHERE participant = ? AND digest = ? AND state = 'held'`)
    .get(participant, digest)
  if (waiting) return heldFrom(waiting)
  if (sending.kind !== 'message' || sending.idempotencyKey === undefined) return undefined
  const known = store
    .statement('SELECT * FROM held_items WHERE participant = ? AND digest = ? LIMIT 1')
    .get(participant, digest)
  return known && heldFrom(known)
}

export function heldRow(store: Store, id: string): HeldItem {
  const number = /^h(\d{1,15})$/.exec(id)?.[1]
  const row =
    number !== undefined &&
    store.statement('SELECT * FROM held_items WHERE number = ?').get(Number(number))
  if (!row) throw new BridgeError('unknown-held-item', { id: id.slice(0, 40) })
  return heldFrom(row)
}

const newest = 'ORDER BY number DESC LIMIT 200'

export const heldRows = (store: Store, participant: string | undefined): HeldItem[] =>
  (participant === undefined
    ? store.statement(`SELECT * FROM held_items ${newest}`).all()
    : store.statement(`SELECT * FROM held_items WHERE participant = ? ${newest}`).all(participant)
  ).map(heldFrom)

export const waitingRows = (store: Store): HeldItem[] =>
  store
    .statement(
      `SELECT * FROM held_items INDEXED BY held_items_waiting
       WHERE state = 'held' ORDER BY number LIMIT 500`,
    )
    .all()
    .map(heldFrom)

/** The oldest that wait of one participant, without a word of what they are. */
export const outlinesOf = (store: Store, participant: string, most: number): HeldOutline[] =>
  store
    .statement(
      `SELECT number, kind, at FROM held_items INDEXED BY held_items_waiting
       WHERE participant = ? AND state = 'held'
       ORDER BY number LIMIT ? + 0`,
    )
    .all(participant, most)
    .map((row) => ({
      id: `h${integer(row, 'number')}`,
      kind: text(row, 'kind') as HeldItem['kind'],
      at: integer(row, 'at'),
    }))

/** How many wait, and how much they take; of one participant, or of all. */
export function waitingOf(store: Store, participant?: string): { items: number; bytes: number } {
  const sums = `SELECT count(*) AS items, coalesce(sum(bytes), 0) AS bytes FROM held_items
    INDEXED BY held_items_waiting
    WHERE state = 'held'`
  const row =
    participant === undefined
      ? store.statement(sums).get()
      : store.statement(`${sums} AND participant = ?`).get(participant)
  return { items: integer(row ?? {}, 'items'), bytes: integer(row ?? {}, 'bytes') }
}

function heldFrom(row: Row): HeldItem {
  const number = integer(row, 'number')
  const request = textOrNull(row, 'request')
  return {
    id: `h${number}`,
    number,
    kind: text(row, 'kind') as HeldItem['kind'],
    participant: text(row, 'participant'),
    client: text(row, 'client'),
    sending: request === null ? null : (JSON.parse(request) as Sending),
    bytes: integer(row, 'bytes'),
    why: JSON.parse(text(row, 'why')) as Why,
    at: integer(row, 'at'),
    state: text(row, 'state') as HeldItem['state'],
    decidedAt: integerOrNull(row, 'decided_at'),
    reason: textOrNull(row, 'reason'),
    changed: textOrNull(row, 'changed'),
    result: textOrNull(row, 'result'),
  }
}
