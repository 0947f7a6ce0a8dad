/** The lane of those that may read and not write: where they have to answer, and what the owner pastes for them. */
import type { z } from 'zod'
import type { laneMethods, laneSchema } from '../../contract/lanes.ts'
import { BridgeError } from '../base/errors.ts'
import { ownerId, systemSender } from '../conversation/participants.ts'
import { firstWords } from '../conversation/texts.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Unanswered } from '../conversation/inbox/unanswered.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Presence } from '../presence/types.ts'
import { bringBack } from '../talk/bring-back.ts'
import type { HandlersOf } from './handlers.ts'

export interface LaneMethodsDeps {
  conversation: Conversation
  authorization: { clients: Pick<AuthorizationServer['clients'], 'list'> }
  presence: Pick<Presence, 'of'>
  /** Of a participant with an open link on this computer, whether it may write; undefined without one. */
  linkMayWrite: (participant: string) => boolean | undefined
  /** Whether the bridge runs a program for a participant. */
  hasSeat: (participant: string) => boolean
  /** Where a participant has to answer, newest first. */
  unanswered: (participant: string, limit: number) => Unanswered[]
}

/** Of one participant, in the list of all threads. */
const mostThreads = 20

export function laneHandlers(deps: LaneMethodsDeps): HandlersOf<typeof laneMethods> {
  const { conversation, authorization, presence, linkMayWrite, hasSeat, unanswered } = deps

  /**
   * A link of this computer that is open now may write unless it was narrowed, and a program that the
   * bridge runs; a client that signed in where one of its sign-ins may.
   */
  function mayWrite(participant: string): boolean {
    const byLink = linkMayWrite(participant)
    if (byLink === true || hasSeat(participant)) return true
    const clients = authorization.clients
      .list()
      .filter(({ grants, participants }) => grants > 0 && participants.includes(participant))
    if (clients.length === 0) return byLink ?? true
    return clients.some(({ scopes }) => scopes.includes('messages:write'))
  }

  function laneOf(
    { id, name }: { id: string; name: string },
    thread: string,
    due: string | null,
  ): z.input<typeof laneSchema> {
    const line = `Look again in Drawbridge: call check_inbox with thread: "${thread}", include_read: true.`
    const [first] = conversation.thread(thread, { limit: 1, before: Number(thread.slice(1)) + 1 })
    return {
      participant: id,
      name,
      mayWrite: mayWrite(id),
      thread,
      title: firstWords(first?.text ?? '', 80),
      due,
      nudge: bringBack(line, id, presence.of(id)),
    }
  }

  /** Who takes part in a thread and is no person. */
  function modelsIn(thread: string) {
    const there = new Set(conversation.getThread(thread).participants)
    return conversation
      .participants()
      .filter(({ id }) => id !== ownerId && id !== systemSender && there.has(id))
  }

  return {
    'lanes.list': ({ thread }) => {
      if (thread !== undefined) {
        return modelsIn(thread).map((one) => {
          const due = unanswered(one.id, mostThreads).find((waits) => waits.thread === thread)
          return laneOf(one, thread, due?.message ?? null)
        })
      }
      return conversation
        .participants()
        .filter(({ id }) => id !== ownerId && !mayWrite(id))
        .flatMap((one) =>
          unanswered(one.id, mostThreads).map((waits) => laneOf(one, waits.thread, waits.message)),
        )
    },

    'lanes.paste': ({ participant, text, thread, to, replyTo, idempotencyKey }) => {
      if (participant === ownerId) {
        throw new BridgeError('invalid-input', {
          problem: 'What you write yourself is sent, not pasted.',
        })
      }
      const others = thread === undefined ? [] : othersIn(conversation, thread, participant)
      return conversation.send(participant, {
        to: to ?? others,
        text,
        thread,
        replyTo,
        idempotencyKey,
        ownerPart: 'pasted',
      })
    },
  }
}

/** Everybody who wrote or was written to in a thread, but one. */
const othersIn = (conversation: Pick<Conversation, 'getThread'>, thread: string, but: string) =>
  conversation.getThread(thread).participants.filter((id) => id !== but && id !== systemSender)
