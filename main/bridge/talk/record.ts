/**
 * Writes down what an event did, inside one write: the machine's state, the hand-ins, the steps, and the
 * messages and notes of the thread. Either all of it is there after a crash, or nothing.
 */
import type { ThreadWriter } from '../conversation/types.ts'
import type { OwnerPart } from '../conversation/message-types.ts'
import { messageSeq } from '../conversation/ids.ts'
import type { Store } from '../store/types.ts'
import { commitTo } from './commitment.ts'
import { changedMark, handInText } from './hand-in.ts'
import { envelopeOf, insertHandIn, insertStep, lastStep, openHandIn, saveState } from './rows.ts'
import type { HandIn, Step, TalkState } from './types.ts'

export interface Happened {
  /** Its thread. */
  id: string
  thread: number
  /** Undefined at the beginning. */
  before: TalkState | undefined
  state: TalkState
  steps: readonly Step[]
  at: number
  /** Of the hand-in that came, to tell a retry. */
  digest?: Uint8Array
}

export function record(store: Store, write: ThreadWriter, happened: Happened): void {
  const { id, thread, before, state, steps, at, digest } = happened
  const known = before?.handIns.length ?? 0
  const others = (participant: string) =>
    state.seats.map((seat) => seat.participant).filter((other) => other !== participant)
  const everybody = others('owner')
  let number = lastStep(store, thread)

  function messageOf(step: Step): number | null {
    const handIn = state.handIns.find((one) => one.number === step.handIn)
    switch (step.kind) {
      case 'sealed':
        return handIn ? keepClosed(handIn) : null
      case 'said':
        return handIn ? sayOpenly(handIn) : null
      case 'opened':
        return handIn ? open(handIn) : null
      case 'owner':
      case 'verdict':
        return say('owner', everybody, step.text ?? '')
      default:
        return null
    }
  }

  const say = (from: string, to: string[], text: string, ownerPart?: OwnerPart): number =>
    messageSeq(write.say({ from, to, text, thread: id, ownerPart }).id) ?? 0

  /** The log says that a letter is there, and what it promises; not a word of it. */
  function keepClosed(handIn: HandIn): null {
    const closedText = write.check(handInText(handIn.content ?? {}))
    const promise = commitTo(closedText)
    // The letter may be opened at once, by the last hand-in; it was closed before.
    insertHandIn(
      store,
      thread,
      { ...handIn, sealed: true },
      { digest: digest ?? new Uint8Array(), ...promise, closedText, message: null },
    )
    write.note(
      handIn.participant,
      `Handed in, closed until all are in. Commitment (sha256 over salt, line feed and words): ${promise.commitment}`,
      id,
      everybody,
    )
    return null
  }

  function sayOpenly(handIn: HandIn): number {
    const text = write.check(handInText(handIn.content ?? {}))
    const message = say(handIn.participant, others(handIn.participant), text, partOf(handIn))
    insertHandIn(store, thread, handIn, {
      digest: digest ?? new Uint8Array(),
      salt: null,
      commitment: null,
      closedText: null,
      message,
    })
    return message
  }

  function open(handIn: HandIn): number {
    const envelope = envelopeOf(store, thread, handIn.number)
    const text = envelope?.closedText ?? handInText(handIn.content ?? {})
    const message = say(handIn.participant, others(handIn.participant), text, partOf(handIn))
    openHandIn(store, thread, handIn.number, message)
    write.note(
      handIn.participant,
      `Opened as m${message}. The salt of its commitment: ${envelope?.salt ?? ''}`,
      id,
      everybody,
    )
    return message
  }

  for (const step of steps) {
    number += 1
    insertStep(store, thread, number, { ...step, at, message: messageOf(step) })
  }
  if (state.handIns.length < known) throw new RangeError('a hand-in was lost')
  saveState(store, thread, state, at)
}

/** What of it is the owner's. */
const partOf = ({ pasted, marks }: HandIn): OwnerPart | undefined =>
  pasted ? 'pasted' : marks.includes(changedMark) ? 'changed' : undefined
