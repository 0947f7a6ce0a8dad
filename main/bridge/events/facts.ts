/** What happened, as facts that can be told: who, where and which, and nothing anybody wrote. */
import type { ConversationEvent } from '../conversation/types.ts'
import type { Message } from '../conversation/message-types.ts'
import type { TalkMoment } from '../talk/moment.ts'
import type { Fact } from './types.ts'

/** Something said between people, not the bridge's own notice. */
export function messageFact(message: Message, thread: number, at: number): Fact {
  const { id, from, to, seq, importance } = message
  return {
    name: 'message.received',
    audience: { only: to },
    thread,
    about: {
      line: `${from} has sent you message ${id} in thread ${message.thread}; check_inbox has its text.`,
      from,
      thread: message.thread,
      message: id,
      importance,
    },
    seq,
    at,
    merges: 'message',
  }
}

export function fileFact(
  { name, version, deleted, by }: Extract<ConversationEvent, { type: 'file' }>,
  seq: number,
  at: number,
): Fact {
  const what = deleted ? 'deleted a shared file' : `written version ${version} of a shared file`
  return {
    name: 'file.changed',
    audience: { except: by },
    thread: null,
    about: { line: `${by} has ${what}; list_files shows it.`, name, version, deleted, by },
    seq,
    at,
    merges: 'file',
  }
}

/** Whose turn it has become, or that it is over, since `before`. */
export function talkFacts(
  before: TalkMoment | undefined,
  now: TalkMoment,
  seq: number,
  at: number,
): Fact[] {
  const { thread, id, turn } = now
  const same = { thread, seq, at }
  if (now.state === 'ended') {
    if (before?.state === 'ended') return []
    const line = `Talk ${id} is over; join_talk shows how it ended.`
    const about = { line, talk: id }
    return [
      { ...same, name: 'talk.ended', audience: { only: now.seats }, about, merges: `end ${id}` },
    ]
  }
  // Asked when it goes on: whoever came meanwhile was sent away.
  if (now.state === 'paused') return []
  const known = before?.state === 'open' && before.turn === turn ? before.waitsFor : []
  const asked = now.waitsFor.filter((participant) => !known.includes(participant))
  if (asked.length === 0) return []
  const line = `It is your turn in talk ${id}; call join_talk, then take_turn.`
  const about = { line, talk: id, turn }
  return [{ ...same, name: 'turn.yours', audience: { only: asked }, about, merges: `turn ${id}` }]
}
