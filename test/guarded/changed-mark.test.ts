/** The owner's mark on a file or a note they changed: on what became of it, for whoever may read that, and nobody else. */
import { expect, it } from 'vitest'
import { connectFirst, type TestClient } from '../mcp/clients.ts'
import { openMcpHost, type McpHost } from '../mcp/mcp-host.ts'

/** A file and a note of Claude's, each changed by the owner before it went through; then a file left as it was. */
async function changedBoth(): Promise<McpHost & { sender: TestClient }> {
  const host = await openMcpHost()
  for (const id of ['claude', 'chatgpt']) await host.conversation.addParticipant(id)
  host.guarded.setRules([{ what: 'everything' }])
  const sender = await connectFirst(host.url, 'claude')
  await sender.call('write_file', { name: 'heliotrope.md', content: 'First words' })
  await sender.call('log_conversation', { message: 'First note' })
  await sender.call('write_file', { name: 'plain.md', content: 'As it was' })
  await host.guarded.release('h1', { changed: 'Other words' })
  await host.guarded.release('h2', { changed: 'Crocus note' })
  await host.guarded.release('h3')
  return { ...host, sender }
}

async function readsOf(client: TestClient, files: boolean): Promise<string> {
  const reads: [string, object][] = [
    ['check_inbox', { include_read: true }],
    ['catch_up', {}],
    ['read_conversation', {}],
    ['search', { query: 'heliotrope' }],
    ['search', { query: 'changed' }],
    ['search', { query: 'crocus' }],
    ['held_status', {}],
    ['bridge_status', {}],
    ...(files ? [['list_files', {}] as [string, object]] : []),
  ]
  const answers: unknown[] = [await client.listed()]
  for (const [tool, args] of reads) {
    const { isError, text, data } = await client.call(tool, { ...args })
    expect(isError, text).not.toBe(true)
    answers.push(text, data)
  }
  return JSON.stringify(answers)
}

it('who may not read files learns nothing of a file that was changed, not even its name', async () => {
  const { url } = await changedBoth()
  const read = await readsOf(await connectFirst(url, 'chatgpt.messages_read'), false)
  expect(read).not.toMatch(/heliotrope/i)
  expect(read).not.toMatch(/a file of/)
  // The note is in the conversation, which it reads as a whole.
  expect(read.match(/"owner_part":"changed"/g)).toHaveLength(1)
})

it('who reads only its own learns nothing of a note that was changed', async () => {
  const { url } = await changedBoth()
  const read = await readsOf(await connectFirst(url, 'chatgpt.messages_read~own'), false)
  expect(read).not.toMatch(/crocus|owner_part|changed by|the owner changed/i)
})

it('who may read the file sees the mark on its version, wherever it reads it', async () => {
  const { url, sender } = await changedBoth()
  const other = await connectFirst(url, 'chatgpt.files_read.messages_read')
  for (const client of [sender, other]) {
    const file = await client.call('read_file', { name: 'heliotrope.md' })
    expect(file.data).toMatchObject({ written_by: 'claude', owner_part: 'changed' })
    expect(file.text).toContain('changed by the owner')
    const { data, text } = await client.call('list_files')
    expect(data['files']).toMatchObject([{ owner_part: 'changed' }, { name: 'plain.md' }])
    expect(text.match(/changed by the owner/g)).toHaveLength(1)
    const fetched = await client.call('fetch', { id: 'file:heliotrope.md' })
    expect(fetched.data).toMatchObject({ metadata: { ownerPart: 'changed by the owner' } })
    const entries = (await client.call('read_conversation')).data['entries'] as object[]
    expect(entries.filter((entry) => 'owner_part' in entry)).toMatchObject([
      { kind: 'file-written', ref: 'heliotrope.md' },
      { kind: 'note', text: 'Crocus note' },
    ])
  }
})

it('the next version and a version let through as it was bear no mark', async () => {
  const { conversation, guarded } = await changedBoth()
  guarded.setRules([])
  await conversation.writeFile('chatgpt', { name: 'heliotrope.md', content: 'Third words' })
  expect(conversation.fileVersions('heliotrope.md').map(({ ownerPart }) => ownerPart)).toEqual([
    undefined,
    'changed',
  ])
  expect(conversation.fileVersions('plain.md').map(({ ownerPart }) => ownerPart)).toEqual([
    undefined,
  ])
})

it('what was sent first is kept beside what went through', async () => {
  const { guarded } = await changedBoth()
  expect(guarded.get('h1')).toMatchObject({
    sending: { content: 'First words' },
    changed: 'Other words',
  })
  expect(guarded.get('h2')).toMatchObject({
    sending: { text: 'First note' },
    changed: 'Crocus note',
  })
})

it('the sender of a file asks how it ended, because the notice names nothing', async () => {
  const { sender } = await changedBoth()
  const { data } = await sender.call('check_inbox')
  const texts = (data['messages'] as { text: string }[]).map(({ text }) => text)
  expect(texts).toEqual([
    'The owner decided about h1: call held_status.',
    expect.stringMatching(/^The owner changed h2, a note of claude/),
    'The owner decided about h3: call held_status.',
  ])
  expect((await sender.call('held_status')).data).toMatchObject({
    items: [
      { id: 'h3', changed: false },
      { id: 'h2', changed: true },
      { id: 'h1', changed: true },
    ],
  })
})

it.each(['file-written', 'note'])('the hash chain vouches for the mark of a %s', async (kind) => {
  const { conversation, store } = await changedBoth()
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  const { seq } = store
    .statement(`SELECT seq FROM log WHERE kind = ? AND owner_part = 'changed'`)
    .get(kind) as { seq: number }
  await store.write(() =>
    store.statement('UPDATE log SET owner_part = NULL WHERE seq = ?').run(seq),
  )
  expect(await conversation.verifyChain()).toEqual({ ok: false, brokenAt: seq })
})
