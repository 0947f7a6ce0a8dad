/** What a purge removes, what it leaves, and that the chain tells it from tampering. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshConversation, openConversation } from './fresh-conversation.ts'

/** After everything the clock of these tests will ever say. */
const later = Date.UTC(2040, 0)
const removed = '[removed by the owner]'

/** Two people, a thread, a note, and all of it read and archived. */
async function archivedConversation() {
  const opened = freshConversation()
  const { conversation } = opened
  const { message } = await conversation.send('claude', {
    to: ['chatgpt'],
    text: 'A secret plan for autumn',
    idempotencyKey: 'once',
  })
  await conversation.note('chatgpt', 'noted: the secret plan', message.thread)
  await conversation.inbox('chatgpt')
  await conversation.archive('owner')
  return { ...opened, message }
}

describe('purging what was archived', () => {
  test('removes the texts everywhere, and leaves who, when and to whom', async () => {
    const { conversation, message, dir, store } = await archivedConversation()
    expect(await conversation.purge({ before: later })).toEqual({
      entries: 2,
      contents: 0,
      bytes: 0,
    })
    const [sent, noted, , removal] = conversation.log({ includeArchived: true })
    expect(sent).toMatchObject({ by: 'claude', to: ['chatgpt'], text: removed })
    expect(noted).toMatchObject({ kind: 'note', by: 'chatgpt', text: removed })
    expect(removal).toMatchObject({ by: 'owner', text: 'removed for good: 2 archived texts' })
    expect(conversation.thread(message.thread)).toMatchObject([{ text: removed }])
    expect(conversation.threads()).toMatchObject([{ title: removed, messages: 1 }])
    expect(conversation.search({ query: 'secret' })).toEqual([])
    expect((await conversation.fetch(`message:${message.id}`)).text).toBe(removed)
    let exported = ''
    for await (const piece of conversation.export('json')) exported += piece
    expect(exported).not.toContain('secret plan')
    expect(JSON.parse(exported)).toMatchObject({
      entries: [{ removedBy: 4 }, { removedBy: 4 }, {}, {}],
    })
    // Nor is it among what is only marked as free in the files.
    await store.close()
    const files = readdirSync(dir).filter((name) => name.startsWith('bridge.db'))
    expect(files).toContain('bridge.db')
    for (const name of files) {
      expect(readFileSync(join(dir, name)).includes('secret plan')).toBe(false)
    }
  })

  test('leaves a chain that verifies, also after a restart, and another purge', async () => {
    const { conversation, store, dir } = await archivedConversation()
    await conversation.purge({ before: later })
    const ok = { ok: true, entries: expect.any(Number) }
    expect(await conversation.verifyChain()).toEqual(ok)
    await conversation.note('claude', 'more')
    await conversation.archive('owner')
    await conversation.purge({ before: later })
    expect(await conversation.verifyChain()).toEqual(ok)
    await store.close()
    expect(await openConversation(dir).conversation.verifyChain()).toEqual(ok)
  })

  test('does nothing twice, and says nothing when there is nothing to remove', async () => {
    const { conversation } = await archivedConversation()
    await conversation.purge({ before: later })
    const { logEntries } = conversation.counts()
    expect(await conversation.purge({ before: later })).toMatchObject({ entries: 0, contents: 0 })
    expect(conversation.counts().logEntries).toBe(logEntries)
  })

  test('keeps what is not archived, what was archived too lately, and what is unread', async () => {
    const { conversation } = freshConversation()
    await conversation.send('claude', { to: ['chatgpt', 'owner'], text: 'unread by the owner' })
    await conversation.inbox('chatgpt')
    await conversation.note('claude', 'old')
    await conversation.archive('owner')
    const [, , archived] = conversation.log({ includeArchived: true })
    const before = Date.parse(archived?.at ?? '')
    await conversation.note('claude', 'archived later')
    await conversation.archive('owner')
    await conversation.note('claude', 'not archived')
    expect(await conversation.purge({ before })).toMatchObject({ entries: 1 })
    const texts = conversation.log({ includeArchived: true }).map(({ text }) => text)
    expect(texts).toEqual(
      expect.arrayContaining(['unread by the owner', 'archived later', 'not archived', removed]),
    )
    expect(texts).not.toContain('old')
    expect((await conversation.inbox('owner')).messages).toMatchObject([
      { text: 'unread by the owner' },
    ])
  })

  test('lets the key of a removed message be used again', async () => {
    const { conversation } = await archivedConversation()
    await conversation.purge({ before: later })
    const again = await conversation.send('claude', {
      to: ['chatgpt'],
      text: 'Something else',
      idempotencyKey: 'once',
    })
    expect(again.duplicate).toBe(false)
  })

  test.each([
    ['a frame that is changed afterwards', `UPDATE log SET by = 'owner' WHERE seq = 2`],
    ['a recipient that is changed', `UPDATE messages SET recipients = '["owner"]' WHERE seq = 1`],
    ['a text that is put in its place', `UPDATE messages SET text = 'forged' WHERE seq = 1`],
    ['one more said to be removed', `INSERT INTO purged VALUES (3, 4)`],
    ['one said to be removed by another entry', `UPDATE purged SET purged_by = 3 WHERE seq = 1`],
    ['a removal that is forgotten', `DELETE FROM purged WHERE seq = 2`],
  ])('shows %s', async (_what, tampering) => {
    const { conversation, store } = await archivedConversation()
    await conversation.purge({ before: later })
    store.db.exec(tampering)
    expect(await conversation.verifyChain()).toMatchObject({ ok: false })
  })

  test('a text blanked without an entry that says so is tampering', async () => {
    const { conversation, store } = await archivedConversation()
    store.db.exec(`UPDATE messages SET text = '' WHERE seq = 1`)
    expect(await conversation.verifyChain()).toEqual({ ok: false, brokenAt: 1 })
  })
})

describe('purging files', () => {
  const contents = (dir: string) =>
    readdirSync(join(dir, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .sort()

  test('removes the contents of deleted files, and gives their room back', async () => {
    const { conversation, dir } = freshConversation({ storageBytes: 8192 })
    await conversation.writeFile('claude', { name: 'old.md', content: 'one' })
    await conversation.writeFile('claude', { name: 'kept.md', content: 'two' })
    const third = () => conversation.writeFile('claude', { name: 'new.md', content: 'three' })
    await expect(third()).rejects.toMatchObject({ code: 'storage-full' })
    await conversation.deleteFile('owner', 'old.md')
    expect(await conversation.purge({ before: later })).toEqual({
      entries: 0,
      contents: 1,
      bytes: 4096,
    })
    expect(contents(dir)).toEqual(['two'])
    await third()
    expect(conversation.fileVersions('old.md')).toMatchObject([{ version: 2, deleted: true }])
    await expect(conversation.readFile('old.md', { version: 1 })).rejects.toMatchObject({
      code: 'unknown-file',
    })
    expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  })

  test('keeps a content that another file has too, and the numbers of versions', async () => {
    const { conversation, dir } = freshConversation()
    await conversation.writeFile('claude', { name: 'a.md', content: 'same' })
    await conversation.writeFile('claude', { name: 'b.md', content: 'same' })
    await conversation.deleteFile('owner', 'a.md')
    expect(await conversation.purge({ before: later })).toMatchObject({ contents: 1, bytes: 0 })
    expect(contents(dir)).toEqual(['same'])
    expect((await conversation.readFile('b.md')).content).toBe('same')
    expect(await conversation.writeFile('claude', { name: 'a.md', content: 'back' })).toMatchObject(
      { version: 3 },
    )
  })

  test('removes what was replaced only when asked to, never the newest', async () => {
    const { conversation, dir } = freshConversation()
    for (const content of ['1', '2', '3']) {
      await conversation.writeFile('claude', { name: 'a.md', content })
    }
    expect(await conversation.purge({ before: later })).toMatchObject({ contents: 0 })
    expect(await conversation.purge({ before: later, oldVersions: true })).toMatchObject({
      contents: 2,
    })
    expect(contents(dir)).toEqual(['3'])
    expect(conversation.fileVersions('a.md').map(({ version }) => version)).toEqual([3])
    await expect(conversation.readFile('a.md', { version: 1 })).rejects.toMatchObject({
      code: 'unknown-file-version',
    })
    expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  })
})
