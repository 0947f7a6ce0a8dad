import { expect, test } from 'vitest'
import { freshConversation, refusal } from './fresh-conversation.ts'

/** One of everything the log can hold. */
async function eventful() {
  const fresh = freshConversation()
  const { conversation } = fresh
  const hello = { to: ['chatgpt', 'owner'], text: 'Hello' }
  const { message } = await conversation.send('claude', hello)
  await conversation.note('owner', 'a note', message.thread)
  await conversation.writeFile('claude', { name: 'plan.md', content: 'first' })
  await conversation.writeFile('chatgpt', { name: 'plan.md', content: 'second' })
  await conversation.deleteFile('owner', 'plan.md')
  await conversation.acknowledge('chatgpt', [message.id])
  await conversation.archive('owner')
  await conversation.send('chatgpt', { to: ['claude'], text: 'Goodbye', replyTo: message.id })
  return { ...fresh, message }
}

test('the log tells what happened, in order, without acknowledgements', async () => {
  const { conversation, message } = await eventful()
  const log = conversation.log({ includeArchived: true })
  expect(
    log.map(({ seq, kind, by, to, text, thread, ref }) => [seq, kind, by, to, text, thread, ref]),
  ).toEqual([
    [1, 'message', 'claude', ['chatgpt', 'owner'], 'Hello', message.thread, message.id],
    [2, 'note', 'owner', null, 'a note', message.thread, null],
    [3, 'file-written', 'claude', null, 'wrote plan.md (version 1)', null, 'plan.md'],
    [4, 'file-written', 'chatgpt', null, 'wrote plan.md (version 2)', null, 'plan.md'],
    [5, 'file-deleted', 'owner', null, 'deleted plan.md (version 2)', null, 'plan.md'],
    [7, 'archived', 'owner', null, 'archived everything before (5 entries)', null, null],
    [8, 'message', 'chatgpt', ['claude'], 'Goodbye', message.thread, 'm8'],
  ])
})

test('archiving hides what was before; the count says what a reader sees', async () => {
  const { conversation } = await eventful()
  expect(conversation.log().map(({ kind }) => kind)).toEqual(['archived', 'message'])
  expect(conversation.counts().logEntries).toBe(2)
  expect(await conversation.archive('owner')).toEqual({ archived: 2 })
  expect(conversation.counts().logEntries).toBe(conversation.log().length)
})

test('archiving an empty conversation does nothing', async () => {
  const { conversation } = freshConversation()
  expect(await conversation.archive('owner')).toEqual({ archived: 0 })
  expect(conversation.counts().logEntries).toBe(0)
})

test('the log pages backwards and by thread', async () => {
  const { conversation } = freshConversation()
  for (let n = 1; n <= 7; n += 1) await conversation.note('owner', `note ${n}`)
  const newest = conversation.log({ limit: 3 })
  expect(newest.map(({ seq }) => seq)).toEqual([5, 6, 7])
  expect(conversation.log({ limit: 3, before: 5 }).map(({ seq }) => seq)).toEqual([2, 3, 4])
  const { message } = await conversation.send('claude', { to: ['owner'], text: 'topic' })
  await conversation.note('owner', 'on topic', message.thread)
  const thread = conversation.log({ thread: message.thread })
  expect(thread.map(({ text }) => text)).toEqual(['topic', 'on topic'])
  expect(await refusal(() => conversation.log({ thread: 't99' }))).toBe('unknown-thread')
})

test('a note is refused without text, in an unknown thread, or by nobody', async () => {
  const { conversation } = freshConversation({ messageBytes: 10 })
  expect(await refusal(() => conversation.note('owner', ' '))).toBe('invalid-input')
  expect(await refusal(() => conversation.note('owner', 'x', 't9'))).toBe('unknown-thread')
  expect(await refusal(() => conversation.note('gemini', 'x'))).toBe('unknown-participant')
  expect(await refusal(() => conversation.note('owner', 'x'.repeat(11)))).toBe('message-too-large')
})

test('a note is answered with the entry as the log has it', async () => {
  const { conversation } = freshConversation()
  expect(await conversation.note('owner', 'x')).toEqual(conversation.log()[0])
})

test('the chain of an untouched conversation verifies, also an empty one', async () => {
  expect(await freshConversation().conversation.verifyChain()).toEqual({ ok: true, entries: 0 })
  expect(await (await eventful()).conversation.verifyChain()).toEqual({ ok: true, entries: 8 })
})

test.each([
  ['the text of a message', "UPDATE messages SET text = 'Bye' WHERE seq = 1", 1],
  ['the sender of a message', "UPDATE messages SET sender = 'owner' WHERE seq = 1", 1],
  ['the recipients', `UPDATE messages SET recipients = '["owner"]' WHERE seq = 1`, 1],
  ['what it replies to', 'UPDATE messages SET reply_to = NULL WHERE seq = 8', 8],
  ['the time of a message', 'UPDATE messages SET sent_at = sent_at + 1 WHERE seq = 1', 1],
  ['a note', "UPDATE log SET text = 'another note' WHERE seq = 2", 2],
  ['who wrote a note', "UPDATE log SET by = 'claude' WHERE seq = 2", 2],
  ['the time of an entry', 'UPDATE log SET at = at + 1 WHERE seq = 2', 2],
  ['the content of a file', "UPDATE file_versions SET sha256 = 'ab' WHERE seq = 3", 3],
  ['who wrote a file', "UPDATE file_versions SET written_by = 'owner' WHERE seq = 4", 4],
  ['an acknowledgement', "UPDATE log SET text = 'acknowledged m8' WHERE seq = 6", 6],
  ['a stored hash', "UPDATE log SET hash = x'00' WHERE seq = 4", 4],
  ['the order', 'UPDATE log SET seq = 99 WHERE seq = 2', 2],
  ['an entry taken out', 'DELETE FROM log WHERE seq = 2', 2],
  [
    'the last entry cut off',
    'DELETE FROM messages WHERE seq = 8; DELETE FROM log WHERE seq = 8',
    8,
  ],
  ['a message taken out', 'DELETE FROM messages WHERE seq = 1', 1],
  ['the hash of the head', "UPDATE conversation SET head_hash = x'00'", 8],
  [
    'an entry beyond the head',
    `INSERT INTO log (seq, kind, at, by, thread, ref, text, digest, hash)
     SELECT 9, kind, at, by, thread, ref, 'slipped in', digest, hash FROM log WHERE seq = 2`,
    9,
  ],
  [
    'an entry far beyond the head',
    `INSERT INTO log (seq, kind, at, by, thread, ref, text, digest, hash)
     SELECT 5000, kind, at, by, thread, ref, text, digest, hash FROM log WHERE seq = 2`,
    5000,
  ],
  ['the head set back', 'UPDATE conversation SET head = 7', 7],
  ['the head set ahead', 'UPDATE conversation SET head = 9', 9],
  ['an old version made current', 'UPDATE files SET seq = 3, version = 1, deleted = 0', 3],
])('a change after the fact shows: %s', async (_, sql, brokenAt) => {
  const { conversation, store } = await eventful()
  store.db.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
  expect(await conversation.verifyChain()).toEqual({ ok: false, brokenAt })
})
