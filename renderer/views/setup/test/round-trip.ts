/** How far a round-trip test came, read from its thread and the log; nothing is kept beside them. */
import type { MethodResult } from '../../../../main/contract.ts'
import { testStrings } from '../../../strings/setup.ts'

type Message = MethodResult<'conversation.thread'>[number]
type Entry = MethodResult<'conversation.log'>[number]
type Thread = MethodResult<'conversation.threads'>[number]

export interface Leg {
  participant: string
  readAt: string | null
  answeredAt: string | null
  /** It answered, but began a thread of its own. */
  elsewhere: boolean
}

export interface RoundTrip {
  thread: string
  sentAt: string
  legs: Leg[]
  answered: number
  all: number
}

/** The newest test there is, for going on with it; threads come newest first. */
export const newestTest = (threads: readonly Thread[] | undefined): string | undefined =>
  threads?.find(({ title }) => title.startsWith(testStrings.prefix))?.id

/** Undefined while the thread is not there, or is no test of the owner's. */
export function roundTripOf(
  messages: readonly Message[] | undefined,
  log: readonly Entry[] = [],
): RoundTrip | undefined {
  const test = messages?.find(
    ({ from, text }) => from === 'owner' && text.startsWith(testStrings.prefix),
  )
  if (!messages || !test) return undefined
  const legs = test.receipts.map(({ participant, readAt, acknowledgedAt }): Leg => {
    const here = messages.find(({ from, seq }) => from === participant && seq > test.seq)
    // A model may forget to answer in the thread; a message of its own to the owner counts as well.
    const elsewhere = log.find(
      ({ kind, by, to, at, thread }) =>
        kind === 'message' &&
        by === participant &&
        thread !== test.thread &&
        at > test.sentAt &&
        (to?.includes('owner') ?? false),
    )
    const answeredAt = here?.sentAt ?? elsewhere?.at ?? null
    return {
      participant,
      // Nobody answers or acknowledges what was not read.
      readAt: readAt ?? acknowledgedAt ?? answeredAt,
      answeredAt,
      elsewhere: !here && elsewhere !== undefined,
    }
  })
  return {
    thread: test.thread,
    sentAt: test.sentAt,
    legs,
    answered: legs.filter(({ answeredAt }) => answeredAt !== null).length,
    all: legs.length,
  }
}
