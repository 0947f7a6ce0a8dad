/** The conversation as the panel reads it: receipts, pages, versions, exports in pieces. */
import { describe, expect, it } from 'vitest'
import { openBridge } from './open-bridge.ts'

describe('conversation.thread', () => {
  it('says of each message to whom it was delivered', async () => {
    const { invoke } = await openBridge()
    const { message } = await invoke('conversation.send', {
      to: ['claude', 'chatgpt'],
      text: 'Both of you, please',
    })
    const [first] = await invoke('conversation.thread', { id: message.thread })
    expect(first?.receipts).toEqual([
      { participant: 'claude', readAt: null, acknowledgedAt: null },
      { participant: 'chatgpt', readAt: null, acknowledgedAt: null },
    ])
  })

  it('pages backwards by seq, oldest first in each page', async () => {
    const { invoke } = await openBridge()
    const first = await invoke('conversation.send', { to: ['claude'], text: '1' })
    const { thread } = first.message
    for (const text of ['2', '3', '4', '5']) {
      await invoke('conversation.send', { to: ['claude'], text, thread })
    }
    const newest = await invoke('conversation.thread', { id: thread, limit: 2 })
    expect(newest.map(({ text }) => text)).toEqual(['4', '5'])
    const before = await invoke('conversation.thread', {
      id: thread,
      limit: 2,
      before: newest[0]?.seq ?? 0,
    })
    expect(before.map(({ text }) => text)).toEqual(['2', '3'])
  })
})

it('files.versions lists every version, newest first, with deletions, also of a deleted file', async () => {
  const { invoke } = await openBridge()
  for (const content of ['one', 'two']) await invoke('files.write', { name: 'plan.md', content })
  await invoke('files.delete', { name: 'plan.md' })
  const versions = await invoke('files.versions', { name: 'plan.md' })
  expect(versions.map(({ version, deleted, size }) => [version, deleted, size])).toEqual([
    [3, true, 0],
    [2, false, 3],
    [1, false, 3],
  ])
  expect(versions[0]?.sha256).toBeNull()
  expect((await invoke('files.read', { name: 'plan.md', version: 1 })).content).toBe('one')
  await expect(invoke('files.versions', { name: 'never.md' })).rejects.toMatchObject({
    code: 'unknown-file',
  })
})

describe('an export', () => {
  it('is fetched piece by piece, and its task ends with it', async () => {
    const { invoke } = await openBridge()
    for (let n = 1; n <= 600; n++) {
      await invoke('conversation.send', { to: ['claude'], text: `message ${n}` })
    }
    const { id, fileName } = await invoke('export.start', { format: 'json' })
    expect(fileName).toMatch(/^drawbridge-\d{4}-\d\d-\d\d\.json$/)
    const pieces: string[] = []
    for (;;) {
      const { text } = await invoke('export.next', { id })
      if (text === null) break
      pieces.push(text)
    }
    expect(pieces.length).toBeGreaterThan(3)
    const { entries } = JSON.parse(pieces.join('')) as { entries: { text: string }[] }
    expect(entries.map(({ text }) => text)).toContain('message 600')
    expect(await invoke('tasks.list')).toMatchObject([
      { kind: 'export', state: 'done', done: 600, total: 600 },
    ])
    await expect(invoke('export.next', { id })).rejects.toMatchObject({ code: 'unknown-export' })
  })

  it('that is one of too many ends the oldest', async () => {
    const { invoke } = await openBridge()
    const started = []
    for (let n = 0; n < 9; n++) started.push(await invoke('export.start', { format: 'markdown' }))
    const [oldest, second] = started
    await expect(invoke('export.next', { id: oldest?.id ?? '' })).rejects.toMatchObject({
      code: 'unknown-export',
    })
    expect((await invoke('export.next', { id: second?.id ?? '' })).text).toContain('# Conversation')
  })
})
