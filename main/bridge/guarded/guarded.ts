/**
 * The position between open and raised: what a model sends is held for the owner where a rule says so. A
 * held item is durable and is no message, no file and no turn until the owner lets it through; then it is
 * sent as its sender would have sent it.
 */
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import type { HoldRule } from '../../contract/settings-schema.ts'
import { ownerId } from '../conversation/participants.ts'
import type { Conversation, ConversationLimits } from '../conversation/types.ts'
import type { ScanOptions } from '../scan/scan.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import type { Talks } from '../talk/talk-types.ts'
import { speakers } from '../talk/machine-phases.ts'
import { checkSending } from './refuse-at-once.ts'
import { createLook } from './find-secrets.ts'
import {
  digestOf,
  findRepeated,
  heldRow,
  heldRows,
  insertHeld,
  outlinesOf,
  waitingOf,
  waitingRows,
} from './rows.ts'
import { holdingRule, threadOf } from './hold-rules.ts'
import { sendOn, type SentOn } from './send-on.ts'
import { sayReleased, sayReturned } from './notices.ts'
import type { Guarded, HeldItem, Release, Sender, Sending } from './types.ts'

/** So much of one participant waits at most; beyond, its clients are told to wait for the owner. */
const mostItems = 100
const mostBytes = 64 * 1024 * 1024

export interface GuardedDeps extends ScanOptions {
  store: Store
  conversation: Conversation
  talks: Pick<Talks, 'handIn' | 'withSeat' | 'noteHeld'>
  clock: Clock
  limits: ConversationLimits
  rules: () => readonly HoldRule[]
}

export function createGuarded(deps: GuardedDeps): Guarded {
  const { store, conversation, talks, clock, limits, rules } = deps
  const look = createLook(store, deps)
  const listeners = new Set<() => void>()
  /** Decisions under way: of two at once the second finds it decided. */
  const deciding = new Set<string>()

  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  async function hold(sender: Sender, sending: Sending): Promise<HeldItem | undefined> {
    const found = await look.at(sending)
    const thread = threadOf(sending)
    const rule = holdingRule(rules(), {
      ...sender,
      sending,
      readers: readersOf(sending, conversation),
      marked: found.length > 0,
      letThrough: thread !== undefined && isLetThrough(thread),
    })
    if (!rule) return undefined
    const bytes = checkSending(conversation, limits, sender, sending)
    const digest = digestOf(sending)
    store.room.require(databaseBytes(bytes))
    const findings = found.map(({ fingerprint: _print, ...place }) => place)
    const put = (): HeldItem => {
      const repeated = findRepeated(store, sender, sending, digest)
      if (repeated) return repeated
      const waiting = waitingOf(store, sender.participant)
      if (waiting.items >= mostItems || waiting.bytes + bytes > mostBytes) {
        throw new BridgeError('held-full', { items: waiting.items })
      }
      const why = { rule, findings }
      return insertHeld(store, { ...sender, sending, digest, bytes, why, at: clock.now() })
    }
    const item = await (sending.kind === 'hand-in'
      ? holdTurn(sender, sending, put)
      : store.write(put))
    changed()
    return item
  }

  /** The talk hears of it in the same write: its clocks stand until the owner has decided. */
  async function holdTurn(
    { participant }: Sender,
    { talk, turn }: Sending & { kind: 'hand-in' },
    put: () => HeldItem,
  ): Promise<HeldItem> {
    let item: HeldItem | undefined
    await talks.noteHeld(talk, () => {
      item = put()
      return { type: 'hold', item: item.id, participant, turn }
    })
    if (!item) throw new Error('a turn was held without an item')
    return item
  }

  const isLetThrough = (thread: string): boolean =>
    store.statement('SELECT 1 FROM threads_let_through WHERE thread = ?').get(thread) !== undefined

  /** Runs one decision about an item that still waits. */
  async function decide(id: string, work: (item: HeldItem) => Promise<void>): Promise<HeldItem> {
    const item = heldRow(store, id)
    if (item.state !== 'held' || deciding.has(item.id)) {
      throw new BridgeError('held-item-decided', { id: item.id })
    }
    deciding.add(item.id)
    try {
      await work(item)
    } finally {
      deciding.delete(item.id)
    }
    changed()
    return heldRow(store, id)
  }

  async function sendAndNote(item: HeldItem, how: Release): Promise<SentOn> {
    if (!item.sending) throw new BridgeError('held-item-decided', { id: item.id })
    const found = how.allow === true ? await look.at(item.sending) : []
    const sent = await sendOn(conversation, talks, item, how.changed)
    await store.write(() => {
      look.allow(found)
      if (how.thread === true && sent.thread !== null) {
        store
          .statement('INSERT OR IGNORE INTO threads_let_through (thread) VALUES (?)')
          .run(sent.thread)
      }
      // As it was sent it is the message or the file now; what was changed is kept beside it.
      store
        .statement(
          `UPDATE held_items SET state = 'released', decided_at = ?, changed = ?, result = ?,
             message = ?, talk = ?, handin = ?, request = iif(? IS NULL, NULL, request)
           WHERE number = ?`,
        )
        .run(
          clock.now(),
          sent.changed,
          sent.result,
          sent.message,
          sent.handIn?.talk ?? null,
          sent.handIn?.number ?? null,
          sent.changed,
          item.number,
        )
    })
    return sent
  }

  return {
    async ask(sender, sending) {
      if (rules().length === 0 || isForOwnerAlone(sending)) return undefined
      // Who has no turn is told so by the talk, and the owner is not asked.
      if (sending.kind === 'hand-in' && !hasTurn(talks, sender, sending)) return undefined
      return hold(sender, sending)
    },
    waiting: () => waitingRows(store),
    count: () => waitingOf(store).items,
    outlines: (participant, most) => ({
      count: waitingOf(store, participant).items,
      oldest: outlinesOf(store, participant, most),
    }),
    list: (participant) => heldRows(store, participant),
    get: (id) => heldRow(store, id),

    release: (id, how = {}) =>
      decide(id, async (item) => {
        const sent = await sendAndNote(item, how)
        await sayReleased(conversation, item, sent, how.changed !== undefined)
      }),

    sendBack: (id, reason) =>
      decide(id, async (item) => {
        const { sending } = item
        const note = () =>
          store
            .statement(
              `UPDATE held_items SET state = 'returned', decided_at = ?, reason = ?,
                 request = iif(kind = 'file', NULL, request) WHERE number = ?`,
            )
            .run(clock.now(), reason, item.number)
        if (sending?.kind === 'hand-in') {
          await talks.noteHeld(sending.talk, () => {
            note()
            return { type: 'send-back', item: item.id }
          })
        } else await store.write(note)
        const thread = sending ? threadOf(sending) : undefined
        await sayReturned(conversation, item, reason, thread ?? null)
      }),

    async forget(before) {
      await store.write(() =>
        store
          .statement(`DELETE FROM held_items WHERE state <> 'held' AND decided_at < ?`)
          .run(before),
      )
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const isForOwnerAlone = (sending: Sending): boolean =>
  sending.kind === 'message' && sending.to.every((to) => to === ownerId)

const readersOf = (sending: Sending, conversation: Pick<Conversation, 'participants'>) =>
  sending.kind === 'message' ? sending.to : conversation.participants().map(({ id }) => id)

function hasTurn(
  talks: Pick<Talks, 'withSeat'>,
  { participant }: Sender,
  { talk, turn }: Sending & { kind: 'hand-in' },
): boolean {
  const { state } = talks.withSeat(participant, talk)
  const isNow = turn === undefined || turn === state.turn
  return (
    isNow &&
    state.status === 'open' &&
    speakers(state).some((seat) => seat.participant === participant)
  )
}
