import { describe, expect, it } from 'vitest'
import {
  unsettled,
  withEarlier,
  withNewest,
} from '../../../renderer/views/conversation/messages/thread-pages.ts'
import { itemsOf } from '../../../renderer/views/conversation/messages/list-items.ts'
import { reactionsOf } from '../../../renderer/views/conversation/messages/receipts.ts'
import { aMessage } from '../../fakes/panel-data/conversation.ts'

const pages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => aMessage({ seq: from + i }))
const seqs = ({ messages }: { messages: readonly { seq: number }[] }) =>
  messages.map(({ seq }) => seq)
const empty = { messages: [], complete: false }

describe('the stretch of a thread', () => {
  it('grows backwards by pages, until an empty one says that there is no more', () => {
    const newest = withNewest(empty, pages(5, 8))
    const more = withEarlier(newest, pages(2, 4))
    expect(seqs(more)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(more.complete).toBe(false)
    const all = withEarlier(more, [])
    expect(all.complete).toBe(true)
    expect(seqs(all)).toEqual(seqs(more))
  })

  it('takes new messages and new receipts, and keeps what was fetched before', () => {
    const all = { messages: pages(1, 8), complete: true }
    const [changed] = pages(7, 7)
    if (changed) changed.text = 'acknowledged now'
    const now = withNewest(all, [...(changed ? [changed] : []), ...pages(8, 10)])
    expect(seqs(now)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(now.messages[6]?.text).toBe('acknowledged now')
    expect(now.complete).toBe(true)
  })

  it('begins anew where the newest page does not reach back to it', () => {
    const now = withNewest({ messages: pages(1, 8), complete: true }, pages(20, 30))
    expect(seqs(now)[0]).toBe(20)
    expect(now.complete).toBe(false)
  })

  it('asks again for as many as have receipts that can still change', () => {
    const settled = aMessage({
      seq: 1,
      receipts: [{ participant: 'chatgpt', readAt: 'then', acknowledgedAt: 'then' }],
    })
    expect(unsettled([settled, settled], 1, 500)).toBe(1)
    expect(unsettled([settled, ...pages(2, 90)], 60, 500)).toBe(89)
    expect(unsettled(pages(1, 900), 60, 500)).toBe(500)
  })
})

describe('what stands before a message', () => {
  it('is the day when it begins one, and the line above what was unread', () => {
    const at = (seq: number, sentAt: string) => aMessage({ seq, sentAt })
    const items = itemsOf(
      [at(1, '2026-11-19T12:00:00'), at(2, '2026-11-19T13:00:00'), at(3, '2026-11-20T12:00:00')],
      2,
    )
    expect(items.map(({ day, fresh }) => [day !== undefined, fresh])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  })
})

describe('receipts', () => {
  it('are told together, the furthest first', () => {
    const receipt = (
      participant: string,
      readAt: string | null,
      acknowledgedAt: string | null,
    ) => ({
      participant,
      readAt,
      acknowledgedAt,
    })
    expect(
      reactionsOf([
        receipt('claude', null, null),
        receipt('codex', 'then', null),
        receipt('chatgpt', 'then', 'then'),
        receipt('owner', 'then', null),
      ]),
    ).toEqual([
      { reaction: 'acknowledged', participants: ['chatgpt'] },
      { reaction: 'read', participants: ['codex', 'owner'] },
      { reaction: 'delivered', participants: ['claude'] },
    ])
  })
})
