/**
 * Sends what the owner let through, as its sender would have: the same checks, the same author. Safe to
 * repeat, because the bridge may end between sending and noting that it was sent.
 */
import { BridgeError } from '../base/errors.ts'
import { bytesFrom } from '../conversation/files/file-content.ts'
import type { Conversation } from '../conversation/types.ts'
import { hash } from 'node:crypto'
import { z } from 'zod'
import { handInSchema } from '../../contract/hand-ins.ts'
import type { Talks } from '../talk/talk-types.ts'
import type { Content } from '../talk/types.ts'
import type { HeldItem, Sending } from './types.ts'

/** What became of it: the id of a message, the version of a file. */
export interface SentOn {
  result: string
  thread: string | null
  message: number | null
  /** Of a turn. */
  handIn?: { talk: number; number: number }
  /** What went through in place of what was sent, as it is kept. */
  changed: string | null
}

export async function sendOn(
  conversation: Conversation,
  talks: Pick<Talks, 'handIn' | 'withSeat'>,
  item: HeldItem,
  changed: string | undefined,
): Promise<SentOn> {
  if (!item.sending) throw new BridgeError('held-item-decided', { id: item.id })
  const sending = changed === undefined ? item.sending : changedTo(item.sending, changed)
  const sent = await send(conversation, talks, item, sending)
  const kept = sending.kind === 'hand-in' ? JSON.stringify(sending.content) : changed
  return { ...sent, changed: changed === undefined ? null : (kept ?? null) }
}

async function send(
  conversation: Conversation,
  talks: Pick<Talks, 'handIn' | 'withSeat'>,
  item: HeldItem,
  sending: Sending,
): Promise<Omit<SentOn, 'changed'>> {
  const { participant } = item
  const ownerPart = sending === item.sending ? undefined : 'changed'
  switch (sending.kind) {
    case 'message': {
      const { message } = await conversation.send(participant, {
        ...sending,
        idempotencyKey: `${item.id} of the owner`,
        ownerPart,
      })
      return { result: message.id, thread: message.thread, message: message.seq }
    }
    case 'note': {
      const { text, thread, ownOnly } = sending
      const { seq } =
        alreadyNoted(conversation, item, text) ??
        (await conversation.note(participant, text, thread, { ownOnly, ownerPart }))
      return { result: `entry ${seq}`, thread: thread ?? null, message: null }
    }
    case 'file': {
      const { version } =
        (await alreadyWritten(conversation, item, sending)) ??
        (await conversation.writeFile(participant, { ...sending, ownerPart }))
      return { result: `${sending.name}, version ${version}`, thread: null, message: null }
    }
    default: {
      const { talk, turn, content, readsFiles } = sending
      const first = item.sending?.kind === 'hand-in' ? item.sending.content : content
      const insteadOf = first === content ? undefined : first
      await talks.handIn({ talk, turn, content, readsFiles, insteadOf, by: participant })
      const { thread, state } = talks.withSeat(participant, talk)
      const last = state.handIns.findLast((one) => one.participant === participant)
      return {
        result: `a turn in ${talk}`,
        thread: talk,
        message: null,
        ...(last && { handIn: { talk: thread, number: last.number } }),
      }
    }
  }
}

/** The note a release wrote that was cut off before it was noted here. */
const alreadyNoted = (conversation: Conversation, { participant, at }: HeldItem, text: string) =>
  conversation
    .log({ limit: 200 })
    .find(
      (one) =>
        one.kind === 'note' &&
        one.by === participant &&
        one.text === text &&
        Date.parse(one.at) > at,
    )

/** The version a release wrote that was cut off before it was noted. */
async function alreadyWritten(
  conversation: Conversation,
  { participant, at }: HeldItem,
  { name, content, encoding }: Sending & { kind: 'file' },
) {
  const sha256 = hash('sha256', bytesFrom(content, encoding), 'hex')
  const current = conversation.files().find((file) => file.name === name)
  const same = current?.sha256 === sha256 && current.writtenBy === participant
  return same && Date.parse(current.writtenAt) > at ? current : undefined
}

/** With the owner's words in place of what was sent. Throws for what cannot be changed. */
function changedTo(sending: Sending, changed: string): Sending {
  switch (sending.kind) {
    case 'message':
    case 'note':
      return { ...sending, text: changed }
    case 'file':
      return { ...sending, content: changed, encoding: 'utf-8' }
    default:
      return { ...sending, content: changedTurn(sending.content, changed) }
  }
}

/** Its fields as JSON, or its text alone. What the form asks for is looked at when it is handed in. */
function changedTurn(content: Content, changed: string): Content {
  if (!/^\s*\{/.test(changed)) {
    if (content.text !== undefined) return { ...content, text: changed }
    throw new BridgeError('invalid-input', {
      problem: 'This turn has no text of its own: give all of its fields as JSON.',
    })
  }
  const parsed = z.strictObject(handInSchema.shape).safeParse(jsonOf(changed))
  if (parsed.success) return parsed.data
  const problem = `These are not the fields of a turn: ${z.prettifyError(parsed.error)}`
  throw new BridgeError('invalid-input', { problem })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
