/**
 * What waits for a participant: its turn in a talk, or a letter it has not read. Read from the store each
 * time, so nothing is lost by a restart and nothing is done for what has been settled meanwhile.
 */
import { messageId, threadId } from '../conversation/ids.ts'
import { systemSender } from '../conversation/participants.ts'
import { integer } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { waitsFor } from '../talk/machine.ts'
import { isHeldFor } from '../talk/machine-held.ts'
import { readTalk, talkNumbers } from '../talk/rows.ts'

export type Cause =
  | { kind: 'turn'; talk: string; turn: number }
  | { kind: 'letter'; thread: string; letter: string; seq: number }

/** Tells one cause from another: what was tried for one says nothing of the next. */
export const causeKey = (cause: Cause): string =>
  cause.kind === 'turn' ? `${cause.talk} ${cause.turn}` : cause.letter

/** The talk or thread it is about. */
export const placeOf = (cause: Cause): string => (cause.kind === 'turn' ? cause.talk : cause.thread)

const mostTalks = 50
const mostLetters = 500

/** A turn before a letter, because others wait for it. Nothing where all is held by the owner. */
export const causeFor = (store: Store, participant: string): Cause | undefined =>
  turnOf(store, participant) ?? letterOf(store, participant)

function turnOf(store: Store, participant: string): Cause | undefined {
  for (const thread of talkNumbers(store, true, mostTalks)) {
    const state = readTalk(store, thread)?.state
    const asked = state?.status === 'open' && waitsFor(state).includes(participant)
    if (state && asked && !isHeldFor(state, participant)) {
      return { kind: 'turn', talk: threadId(thread), turn: state.turn }
    }
  }
  return undefined
}

/** The oldest of the newest that nobody has read, in a thread that is neither held nor a talk. */
function letterOf(store: Store, participant: string): Cause | undefined {
  const row = store
    .statement(
      `SELECT m.seq, m.thread FROM
         (SELECT seq FROM deliveries INDEXED BY deliveries_unread
            WHERE participant = ?1 AND read_at IS NULL AND acknowledged_at IS NULL
            ORDER BY seq DESC LIMIT ${mostLetters}) AS d
       JOIN messages m ON m.seq = d.seq JOIN threads t ON t.id = m.thread
       WHERE t.held IS NULL AND m.sender <> ?2
         AND NOT EXISTS (SELECT 1 FROM talks WHERE thread = m.thread)
       ORDER BY m.seq LIMIT 1`,
    )
    .get(participant, systemSender)
  if (!row) return undefined
  const seq = integer(row, 'seq')
  return {
    kind: 'letter',
    thread: threadId(integer(row, 'thread')),
    letter: messageId(seq),
    seq,
  }
}

/** Whether it has been settled: handed in, also where the owner holds it, or read. */
export function isSettled(store: Store, participant: string, cause: Cause): boolean {
  if (cause.kind === 'turn') {
    const state = readTalk(store, Number(cause.talk.slice(1)))?.state
    return [...(state?.handIns ?? []), ...(state?.held ?? [])].some(
      (handIn) => handIn.participant === participant && handIn.turn === cause.turn,
    )
  }
  const row = store
    .statement(
      'SELECT read_at IS NOT NULL AS is_read FROM deliveries WHERE participant = ? AND seq = ?',
    )
    .get(participant, cause.seq)
  return row !== undefined && integer(row, 'is_read') === 1
}
