/**
 * Sends what the owner let through, as its sender would have: the same checks, the same author. Safe to
 * repeat, because the bridge may end between sending and noting that it was sent.
 */
import { BridgeError } from '../base/errors.ts'
import { bytesFrom } from '../conversation/file-content.ts'
import type { Conversation } from '../conversation/types.ts'
import { hash } from 'node:crypto'
import type { Talks } from '../talk/talk-types.ts'
import type { HeldItem, Sending } from './types.ts'

/** What became of it: the id of a message, the version of a file. */
export interface SentOn {
  result: string
  thread: string | null
  message: number | null
}

export async function sendOn(
  conversation: Conversation,
  talks: Pick<Talks, 'handIn'>,
  item: HeldItem,
  sending: Sending,
): Promise<SentOn> {
  const { participant } = item
  switch (sending.kind) {
    case 'message': {
      const { message } = await conversation.send(participant, {
        ...sending,
        idempotencyKey: `${item.id} of the owner`,
      })
      return { result: message.id, thread: message.thread, message: message.seq }
    }
    case 'note': {
      const { text, thread, ownOnly } = sending
      const { seq } =
        alreadyNoted(conversation, item, text) ??
        (await conversation.note(participant, text, thread, { ownOnly }))
      return { result: `entry ${seq}`, thread: thread ?? null, message: null }
    }
    case 'file': {
      const { version } =
        (await alreadyWritten(conversation, item, sending)) ??
        (await conversation.writeFile(participant, sending))
      return { result: `${sending.name}, version ${version}`, thread: null, message: null }
    }
    default: {
      const { talk } = sending
      await talks.handIn({ ...sending, by: participant })
      return { result: `a turn in ${talk}`, thread: talk, message: null }
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
export function changedTo(sending: Sending, changed: string): Sending {
  switch (sending.kind) {
    case 'message':
    case 'note':
      return { ...sending, text: changed }
    case 'file':
      return { ...sending, content: changed, encoding: 'utf-8' }
    default:
      throw new BridgeError('invalid-input', {
        problem: 'A turn in a talk can be let through or sent back, not changed.',
      })
  }
}
