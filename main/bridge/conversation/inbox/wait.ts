/**
 * Waiting for a message. A waiter is woken by the commit that brings one, never by polling, and
 * leaves nothing behind when it times out or is aborted.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Parts } from '../deps.ts'
import type { Inbox } from './inbox.ts'
import { requireParticipant } from '../participants.ts'
import { requireThread } from '../threads/threads.ts'
import type { Conversation } from '../types.ts'
import type { WaitRequest, WaitResult } from './inbox-types.ts'
import type { ParticipantId } from '../message-types.ts'

interface Waiter {
  /** Undefined: any. */
  thread: string | undefined
  wake: () => void
  /** Something that was handed out can be had again. */
  back: () => void
}

const maxTimeout = 45_000
/** Of one participant at the same time; each holds a connection and a timer. */
const maxWaits = 50

export function createWait(
  { store, onEvent }: Parts,
  { give, peek, look, handedOut }: Inbox,
): Pick<Conversation, 'wait'> {
  const waiters = new Map<ParticipantId, Set<Waiter>>()

  /** What did not arrive at another call is for whoever waits now. */
  handedOut.onBack((participant) => {
    for (const { back } of waiters.get(participant) ?? []) back()
  })

  onEvent((event) => {
    if (event.type !== 'message') return
    for (const participant of event.message.to) {
      for (const { thread, wake } of waiters.get(participant) ?? []) {
        if (thread === undefined || thread === event.message.thread) wake()
      }
    }
  })

  /** What woke it, or that `milliseconds` are over; rejects with the reason of the signal. */
  function sleep(
    participant: ParticipantId,
    thread: string | undefined,
    milliseconds: number,
    signal?: AbortSignal,
  ) {
    const mine = waiters.get(participant) ?? new Set()
    if (mine.size >= maxWaits) throw new BridgeError('too-many-waits', { limit: maxWaits })
    return new Promise<'new' | 'back' | 'late'>((resolve, reject) => {
      waiters.set(participant, mine)
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        mine.delete(waiter)
        if (mine.size === 0 && waiters.get(participant) === mine) waiters.delete(participant)
      }
      const waiter = {
        thread,
        wake() {
          end()
          resolve('new')
        },
        back() {
          end()
          resolve('back')
        },
      }
      const abort = () => {
        end()
        reject(reasonOf(signal))
      }
      const timer = setTimeout(() => {
        end()
        resolve('late')
      }, milliseconds)
      signal?.addEventListener('abort', abort)
      mine.add(waiter)
    })
  }

  return {
    async wait(participant, request: WaitRequest): Promise<WaitResult> {
      const { client, thread, after, timeoutMs, signal, delivery } = request
      requireParticipant(store, participant)
      if (thread !== undefined) requireThread(store, thread)
      if (client !== undefined) await look(participant, client)
      const timeout = Number.isFinite(timeoutMs) ? Math.min(Math.max(0, timeoutMs), maxTimeout) : 0
      const deadline = performance.now() + timeout
      let since = after
      for (;;) {
        if (signal?.aborted) throw reasonOf(signal)
        const wanted = { client, thread, after: since }
        const now = peek(participant, wanted)
        if (now.messages.length > 0) {
          const page = await give(participant, { ...wanted, delivery }, now)
          if (page.messages.length > 0) return { ...page, timedOut: false }
          // Somebody else took it in the same moment: look again.
          continue
        }
        // From here on anything new is for this waiter, even if another one marks it read first.
        since ??= now.cursor
        const left = deadline - performance.now()
        // No yield between the look and the sleep: a commit cannot fall between them.
        const woken = left <= 0 ? 'late' : await sleep(participant, thread, left, signal)
        if (woken === 'late') return { ...now, timedOut: true }
        // It lies before what was new when this wait began.
        if (woken === 'back') since = after
      }
    },
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException('The wait was aborted', 'AbortError')
}
