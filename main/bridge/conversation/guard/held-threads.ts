/**
 * Threads that wait for the owner. Pausing and letting go are told to the models as messages of the
 * bridge itself, in the thread: they see them on their next look, and whoever waits there is woken.
 */
import type { Parts, Outcome } from '../deps.ts'
import { threadId } from '../ids.ts'
import { ownerId, systemSender } from '../participants.ts'
import { stringsFrom } from '../message-rows.ts'
import { integerOrNull, text, type Row } from '../rows.ts'
import { requireThread, threadFrom } from '../threads/threads.ts'
import type { Conversation, ConversationEvent } from '../types.ts'
import type { HeldFor, HoldDecision, Thread } from '../threads/thread-types.ts'

/** Writes a message of the bridge into a thread; inside a write. */
export type SayInThread = (
  thread: number,
  to: readonly string[],
  text: string,
) => ConversationEvent[]

const saysWhat: Record<
  HoldDecision | 'pause' | 'bound' | 'day' | 'more-characters',
  (count: number | null) => string
> = {
  pause: (count) =>
    `This thread is paused: ${count} messages went between you without the owner of this computer. Nothing more ` +
    'is sent here until the owner decides. Tell the person you work for what you have so far, and that they can ' +
    'let the thread go on, or end it, in Drawbridge.',
  day: (count) =>
    `This thread is paused: you two have exchanged the ${count} characters that the owner of this computer allows ` +
    'within a day. Nothing more is sent here until the owner decides. Tell the person you work for what you have ' +
    'so far, and that they can let the thread go on, or end it, in Drawbridge.',
  'more-characters': (count) => `The owner lets this thread go on for ${count} more characters.`,
  on: () => 'The owner lets this thread go on.',
  more: (count) => `The owner lets this thread go on for ${count} more messages.`,
  bound: (count) => `The owner lets this thread go on, up to ${count} messages without them.`,
  end: () =>
    'The owner has ended this thread. Send nothing more here; begin a new one for something new.',
}

export function createHeldThreads(
  { store, commit, clock, bounds }: Parts,
  say: SayInThread,
): Pick<Conversation, 'heldThreads' | 'decideThread' | 'boundThread' | 'exemptThread'> & {
  pause: (thread: number, heldFor: HeldFor) => ConversationEvent[]
} {
  const rowOf = (thread: number): Row =>
    store.statement('SELECT * FROM threads WHERE id = ?').get(thread) ?? {}

  const announce = (thread: number, what: keyof typeof saysWhat): ConversationEvent[] => {
    const row = rowOf(thread)
    const models = stringsFrom(text(row, 'participants')).filter(
      (id) => id !== ownerId && id !== systemSender,
    )
    return say(
      thread,
      models,
      saysWhat[what](
        what === 'day' || what === 'more-characters'
          ? bounds().charactersPerDay
          : (integerOrNull(row, 'bound') ?? bounds().threadMessages),
      ),
    )
  }

  function hold(thread: number, held: Thread['held'], heldFor: HeldFor | null = null): void {
    store
      .statement('UPDATE threads SET held = ?, held_at = ?, held_for = ? WHERE id = ?')
      .run(held, held === null ? null : clock.now(), heldFor, thread)
  }

  /** Beyond what the two may still say today. */
  const allow = (thread: number): unknown =>
    store
      .statement('UPDATE threads SET allowance = ? WHERE id = ?')
      .run(bounds().charactersPerDay ?? 0, thread)

  function decide(thread: number, decision: HoldDecision): Outcome<Thread> {
    const { heldFor } = threadFrom(rowOf(thread))
    if (decision === 'end') hold(thread, 'ended')
    else if (decision === 'more' && heldFor === 'characters') {
      hold(thread, null)
      allow(thread)
      const said = announce(thread, 'more-characters')
      return { result: threadFrom(rowOf(thread)), events: [...said, threadEvent(thread)] }
    } else {
      hold(thread, null)
      store
        .statement('UPDATE threads SET run = 0, unbounded = ? WHERE id = ?')
        .run(decision === 'on' ? 1 : 0, thread)
    }
    const events = announce(thread, decision)
    return { result: threadFrom(rowOf(thread)), events: [...events, threadEvent(thread)] }
  }

  function setBound(thread: number, bound: number | null): Outcome<Thread> {
    store.statement('UPDATE threads SET bound = ?, unbounded = 0 WHERE id = ?').run(bound, thread)
    const { held, heldFor, run } = threadFrom(rowOf(thread))
    const most = bound ?? bounds().threadMessages
    const goesOn = held === 'paused' && heldFor === 'messages' && (most === null || run < most)
    if (goesOn) hold(thread, null)
    const events = goesOn ? announce(thread, most === null ? 'on' : 'bound') : []
    return { result: threadFrom(rowOf(thread)), events: [...events, threadEvent(thread)] }
  }

  return {
    heldThreads: () =>
      store
        .statement(`SELECT * FROM threads WHERE held = 'paused' ORDER BY last_seq DESC LIMIT 100`)
        .all()
        .map(threadFrom),

    async decideThread(id, decision) {
      const thread = requireThread(store, id)
      return commit(() => decide(thread, decision))
    },

    async boundThread(id, bound) {
      const thread = requireThread(store, id)
      return commit(() => setBound(thread, bound))
    },

    async exemptThread(id, exempt) {
      const thread = requireThread(store, id)
      await store.write(() =>
        store
          .statement('UPDATE threads SET exempt = ?, run = 0 WHERE id = ?')
          .run(exempt ? 1 : 0, thread),
      )
    },

    pause(thread, heldFor) {
      hold(thread, 'paused', heldFor)
      const what = heldFor === 'characters' ? 'day' : 'pause'
      return [...announce(thread, what), threadEvent(thread)]
    },
  }
}

const threadEvent = (thread: number): ConversationEvent => ({
  type: 'thread',
  thread: threadId(thread),
})
