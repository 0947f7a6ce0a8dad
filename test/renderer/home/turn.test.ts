import { describe, expect, it } from 'vitest'
import { turnsOf } from '../../../renderer/views/home/turn.ts'
import { aMessage } from '../../fakes/panel-data/conversation.ts'

const at = '2026-11-21T10:00:00.000Z'

describe('whose turn it is', () => {
  it('is nobody’s before anything was said', () => {
    expect([...turnsOf([])]).toEqual([])
  })

  it('is whoever the newest message was for, with what they did with it', () => {
    const asked = aMessage({ seq: 1, from: 'chatgpt', to: ['claude'] })
    const answered = aMessage({
      seq: 2,
      to: ['chatgpt', 'owner', 'codex'],
      receipts: [
        { participant: 'chatgpt', readAt: at, acknowledgedAt: null },
        { participant: 'owner', readAt: null, acknowledgedAt: null },
        { participant: 'codex', readAt: at, acknowledgedAt: at },
      ],
    })
    const expected = [
      ['chatgpt', 'read'],
      ['owner', 'unread'],
      ['codex', 'acknowledged'],
    ]
    expect([...turnsOf([asked, answered])]).toEqual(expected)
    expect([...turnsOf([answered, asked])]).toEqual(expected)
  })
})
