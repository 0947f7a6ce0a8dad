/** Acknowledging: "I have dealt with this". It is part of the log, and implies having read it. */
import { BridgeError } from '../../base/errors.ts'
import { append } from '../log/chain.ts'
import type { Outcome, Parts } from '../deps.ts'
import { messageId, messageSeq } from '../ids.ts'
import { stateOf } from './inbox.ts'
import { settle, settleAll } from '../readers.ts'
import { integer } from '../rows.ts'
import type { Conversation } from '../types.ts'
import type { ParticipantId } from '../message-types.ts'

export function createAcknowledge({
  store,
  commit,
  clock,
}: Parts): Pick<Conversation, 'acknowledge' | 'clearInbox'> {
  /** The position of a message in this inbox; anybody else's message is unknown here. */
  function find(participant: ParticipantId, id: string): number {
    const seq = messageSeq(id)
    const found =
      seq !== undefined &&
      store
        .statement('SELECT 1 FROM deliveries WHERE participant = ? AND seq = ?')
        .get(participant, seq)
    if (!seq || !found) throw new BridgeError('unknown-message', { id })
    return seq
  }

  function record(participant: ParticipantId, text: string, done: number, read: number): number {
    store
      .statement(
        `UPDATE participants SET unacknowledged = unacknowledged - ?, unread = unread - ?
         WHERE id = ?`,
      )
      .run(done, read, participant)
    return append(store, {
      kind: 'acknowledged',
      at: clock.now(),
      by: participant,
      thread: null,
      ref: null,
      text,
      about: () => text,
    })
  }

  function acknowledgeOne(participant: ParticipantId, seq: number) {
    const row = store
      .statement(
        `SELECT read_at IS NULL AS unread FROM deliveries
         WHERE participant = ? AND seq = ? AND acknowledged_at IS NULL`,
      )
      .get(participant, seq)
    if (!row) return undefined
    const now = clock.now()
    store
      .statement(
        `UPDATE deliveries SET acknowledged_at = ?, read_at = coalesce(read_at, ?)
         WHERE participant = ? AND seq = ?`,
      )
      .run(now, now, participant, seq)
    return integer(row, 'unread')
  }

  function acknowledge(
    participant: ParticipantId,
    ids: string[],
  ): Outcome<{ acknowledged: number }> {
    const seqs = new Set(ids.map((id) => find(participant, id)))
    const done: number[] = []
    let read = 0
    for (const seq of seqs) {
      const unread = acknowledgeOne(participant, seq)
      if (unread === undefined) continue
      done.push(seq)
      read += unread
    }
    if (done.length === 0) return { result: { acknowledged: 0 }, events: [] }
    settle(store, participant, done)
    const text = `acknowledged ${done.map(messageId).join(', ')}`
    const seq = record(participant, text, done.length, read)
    return {
      result: { acknowledged: done.length },
      events: [
        { type: 'inbox', participant },
        { type: 'log', seq },
      ],
    }
  }

  function clear(participant: ParticipantId): Outcome<{ cleared: number }> {
    const { unread, unacknowledged, head } = stateOf(store, participant)
    if (unacknowledged === 0) return { result: { cleared: 0 }, events: [] }
    const now = clock.now()
    store
      .statement(
        `UPDATE deliveries INDEXED BY deliveries_open
         SET acknowledged_at = ?, read_at = coalesce(read_at, ?)
         WHERE participant = ? AND acknowledged_at IS NULL`,
      )
      .run(now, now, participant)
    settleAll(store, participant)
    const text = `acknowledged everything up to ${messageId(head)} (${unacknowledged})`
    const seq = record(participant, text, unacknowledged, unread)
    return {
      result: { cleared: unacknowledged },
      events: [
        { type: 'inbox', participant },
        { type: 'log', seq },
      ],
    }
  }

  return {
    acknowledge: (participant, ids) => {
      return commit(() => {
        stateOf(store, participant)
        return acknowledge(participant, ids)
      })
    },
    clearInbox: (participant) => commit(() => clear(participant)),
  }
}
