import { describe, expect, it } from 'vitest'
import { testStrings } from '../../../renderer/strings/setup.ts'
import { newestTest, roundTripOf } from '../../../renderer/views/setup/test/round-trip.ts'
import { presentIn, usual } from '../../../renderer/views/setup/test/travellers.ts'
import { aMessage, logEntryOf } from '../../fakes/panel-data/conversation.ts'
import { minutesAgo } from '../../fakes/panel-data/desk.ts'

const receipt = (participant: string, readAt: string | null = null) => ({
  participant,
  readAt,
  acknowledgedAt: null,
})

const test = (over: Parameters<typeof aMessage>[0] = { seq: 1 }) =>
  aMessage({
    thread: 'round',
    from: 'owner',
    to: ['claude', 'chatgpt'],
    text: testStrings.message(['Claude', 'ChatGPT']),
    sentAt: minutesAgo(5),
    receipts: [receipt('claude'), receipt('chatgpt')],
    ...over,
  })

describe('a round trip', () => {
  it('is sent and nothing more at first', () => {
    expect(roundTripOf([test()])).toMatchObject({
      answered: 0,
      all: 2,
      legs: [
        { readAt: null, answeredAt: null },
        { readAt: null, answeredAt: null },
      ],
    })
  })

  it('follows who has read and who has answered', () => {
    const sent = test({ seq: 1, receipts: [receipt('claude', minutesAgo(4)), receipt('chatgpt')] })
    const answer = aMessage({ seq: 2, thread: 'round', from: 'claude', to: ['owner'] })
    const trip = roundTripOf([sent, answer])
    expect(trip).toMatchObject({ answered: 1, all: 2 })
    expect(trip?.legs[0]).toMatchObject({ answeredAt: answer.sentAt, elsewhere: false })
    expect(trip?.legs[1]).toMatchObject({ readAt: null, answeredAt: null })
  })

  it('takes an answer to the owner in another thread, but not one to somebody else or of before', () => {
    const entry = (over: Parameters<typeof aMessage>[0]) =>
      logEntryOf(aMessage({ from: 'chatgpt', thread: 'other', sentAt: minutesAgo(1), ...over }))
    const answer = entry({ seq: 3, to: ['owner'] })
    expect(roundTripOf([test()], [answer])?.legs[1]).toMatchObject({ elsewhere: true })
    const toClaude = entry({ seq: 3, to: ['claude'] })
    const before = entry({ seq: 3, to: ['owner'], sentAt: minutesAgo(9) })
    expect(roundTripOf([test()], [toClaude, before])).toMatchObject({ answered: 0 })
  })

  it('is none unless the owner sent it', () => {
    expect(roundTripOf([test({ seq: 1, from: 'claude' })])).toBeUndefined()
    expect(roundTripOf([aMessage({ seq: 1, from: 'owner', text: 'Hello' })])).toBeUndefined()
    expect(roundTripOf(undefined)).toBeUndefined()
  })

  it('is found again by the beginning of its thread', () => {
    const thread = (id: string, title: string) => ({
      id,
      title,
      participants: [],
      messages: 1,
      lastMessageAt: minutesAgo(1),
      run: 0,
      bound: null,
      boundedBy: 'guard' as const,
      held: null,
      heldAt: null,
      heldFor: null,
      name: null,
    })
    const threads = [thread('a', 'The move'), thread('b', testStrings.message(['Claude']))]
    expect(newestTest(threads)).toBe('b')
    expect(newestTest([])).toBeUndefined()
  })
})

describe('who takes part', () => {
  const client = (participants: string[], grants: number) => ({ participants, grants })

  it('is whoever a link or a living sign-in speaks as, but not the owner', () => {
    const clients = [client(['chatgpt'], 1), client(['codex'], 0), client(['owner'], 1)]
    expect(presentIn({ links: ['claude', 'claude'] }, clients)).toEqual(['claude', 'chatgpt'])
  })

  it('is Claude and ChatGPT where they are here, else everybody', () => {
    expect(usual(['codex', 'claude'])).toEqual(['claude'])
    expect(usual(['codex', 'cursor'])).toEqual(['codex', 'cursor'])
  })
})
