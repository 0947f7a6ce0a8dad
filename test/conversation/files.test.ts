import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshConversation, openConversation, refusal } from './fresh-conversation.ts'

test('a text file is written, listed and read', async () => {
  const { conversation } = freshConversation()
  const written = await conversation.writeFile('claude', { name: 'notes/plan.md', content: 'Plän' })
  expect(written).toMatchObject({
    name: 'notes/plan.md',
    version: 1,
    size: 5,
    mimeType: 'text/markdown',
    writtenBy: 'claude',
  })
  expect(conversation.files()).toEqual([written])
  expect(await conversation.readFile('notes/plan.md')).toEqual({
    ...written,
    encoding: 'utf-8',
    content: 'Plän',
  })
  expect(conversation.counts().files).toBe(1)
})

test('bytes come back as base64 unless they are text', async () => {
  const { conversation } = freshConversation()
  const content = Buffer.from([0xff, 0xd8, 0, 1]).toString('base64')
  await conversation.writeFile('claude', { name: 'a.jpg', content, encoding: 'base64' })
  expect(await conversation.readFile('a.jpg')).toMatchObject({ encoding: 'base64', content })
  expect(await refusal(() => conversation.readFile('a.jpg', { encoding: 'utf-8' }))).toBe(
    'invalid-input',
  )
  const text = { name: 'b', content: 'aGk=', encoding: 'base64' as const }
  await conversation.writeFile('claude', text)
  expect(await conversation.readFile('b')).toMatchObject({
    encoding: 'utf-8',
    content: 'hi',
    mimeType: 'text/plain',
  })
  expect(await conversation.readFile('b', { encoding: 'base64' })).toMatchObject({
    content: 'aGk=',
  })
})

test('a byte order mark and an empty file survive the round trip', async () => {
  const { conversation } = freshConversation()
  for (const content of ['\uFEFFtext', '']) {
    await conversation.writeFile('claude', { name: 'a.txt', content })
    expect((await conversation.readFile('a.txt')).content).toBe(content)
  }
})

test.each(['a', 'aGk', 'aGk=', 'aGk=\naGk='.slice(0, 5), '', '////'])(
  '%j is base64 enough, or refused cleanly',
  async (content) => {
    const { conversation } = freshConversation()
    const write = conversation.writeFile('claude', { name: 'a', content, encoding: 'base64' })
    if (content === 'a') expect(await refusal(() => write)).toBe('invalid-base64')
    else expect((await write).version).toBe(1)
  },
)

test.each(['a===', '!!!!', 'aGk=aGk=', 'aGl=', 'aG k=', 'aGk-_', 'data:;base64,aGk='])(
  '%j is not base64 and is refused, not guessed at',
  async (content) => {
    const { conversation } = freshConversation()
    const write = () => conversation.writeFile('claude', { name: 'a', content, encoding: 'base64' })
    expect(await refusal(write)).toBe('invalid-base64')
    expect(conversation.files()).toEqual([])
  },
)

test('versions are kept and can be read by number', async () => {
  const { conversation } = freshConversation()
  await conversation.writeFile('claude', { name: 'a', content: 'one' })
  await conversation.writeFile('chatgpt', { name: 'a', content: 'two' })
  expect(
    conversation.fileVersions('a').map(({ version, writtenBy }) => [version, writtenBy]),
  ).toEqual([
    [2, 'chatgpt'],
    [1, 'claude'],
  ])
  expect((await conversation.readFile('a')).content).toBe('two')
  expect((await conversation.readFile('a', { version: 1 })).content).toBe('one')
  await expect(conversation.readFile('a', { version: 3 })).rejects.toMatchObject({
    code: 'unknown-file-version',
    next: 'Leave the version out to read the newest (2).',
  })
})

test('if_version refuses a lost update: of two who race exactly one wins', async () => {
  const { conversation } = freshConversation()
  const { version } = await conversation.writeFile('claude', { name: 'a', content: 'start' })
  const write = (by: string) =>
    conversation.writeFile(by, { name: 'a', content: `by ${by}`, ifVersion: version })
  const outcomes = await Promise.allSettled(['claude', 'chatgpt', 'owner'].map(write))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue
    expect(outcome.reason).toMatchObject({
      code: 'file-changed',
      details: { current: 2, expected: 1 },
    })
  }
  expect(conversation.fileVersions('a')).toHaveLength(2)
})

test('if_version 0 means: only when there is no such file', async () => {
  const { conversation } = freshConversation()
  const create = () => conversation.writeFile('claude', { name: 'a', content: 'x', ifVersion: 0 })
  const outcomes = await Promise.allSettled([create(), create()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await conversation.deleteFile('claude', 'a')
  expect((await create()).version).toBe(3)
})

test('deleting keeps the versions; the numbers go on when the name returns', async () => {
  const { conversation } = freshConversation()
  await conversation.writeFile('claude', { name: 'a', content: 'one' })
  expect(await refusal(() => conversation.deleteFile('owner', 'a', 7))).toBe('file-changed')
  expect(await conversation.deleteFile('owner', 'a', 1)).toEqual({ name: 'a', deletedVersion: 1 })
  expect(conversation.files()).toEqual([])
  expect(conversation.counts().files).toBe(0)
  expect(await refusal(() => conversation.readFile('a'))).toBe('unknown-file')
  expect(await refusal(() => conversation.deleteFile('owner', 'a'))).toBe('unknown-file')
  expect((await conversation.readFile('a', { version: 1 })).content).toBe('one')
  expect((await conversation.writeFile('claude', { name: 'a', content: 'new' })).version).toBe(3)
  expect(conversation.fileVersions('a').map(({ version, deleted }) => [version, deleted])).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ])
  expect(conversation.counts().files).toBe(1)
})

test('names that differ only in capitals cannot both exist', async () => {
  const { conversation } = freshConversation()
  await conversation.writeFile('claude', { name: 'Plan.md', content: 'x' })
  const other = () => conversation.writeFile('claude', { name: 'plan.md', content: 'y' })
  expect(await refusal(other)).toBe('invalid-file-name')
  expect(await refusal(() => conversation.readFile('plan.md'))).toBe('unknown-file')
  await conversation.deleteFile('claude', 'Plan.md')
  expect((await other()).version).toBe(3)
  expect(conversation.files().map(({ name }) => name)).toEqual(['plan.md'])
})

test('unknown files and evil names are refused everywhere', async () => {
  const { conversation } = freshConversation()
  const evil = '../../etc/passwd'
  expect(await refusal(() => conversation.readFile('nope'))).toBe('unknown-file')
  expect(await refusal(() => conversation.fileVersions('nope'))).toBe('unknown-file')
  expect(await refusal(() => conversation.readFile(evil))).toBe('invalid-file-name')
  expect(await refusal(() => conversation.fileVersions(evil))).toBe('invalid-file-name')
  expect(await refusal(() => conversation.deleteFile('owner', evil))).toBe('invalid-file-name')
  const write = () => conversation.writeFile('owner', { name: evil, content: '' })
  expect(await refusal(write)).toBe('invalid-file-name')
  const nobody = () => conversation.writeFile('gemini', { name: 'a', content: '' })
  expect(await refusal(nobody)).toBe('unknown-participant')
})

test('the limit counts the bytes of the content, not of its encoding', async () => {
  const { conversation } = freshConversation({ fileBytes: 3 })
  const fits = { name: 'a', content: 'AAAA', encoding: 'base64' as const }
  expect((await conversation.writeFile('claude', fits)).size).toBe(3)
  const tooLarge = () => conversation.writeFile('claude', { name: 'b', content: 'éé' })
  expect(await refusal(tooLarge)).toBe('file-too-large')
})

test('the same content under many names is stored once, and not in the database', async () => {
  const { dir, conversation, store } = freshConversation()
  const content = 'shared secret sauce'
  for (const name of ['a', 'b', 'c']) await conversation.writeFile('claude', { name, content })
  const stored = readdirSync(join(dir, 'files'), { recursive: true, withFileTypes: true })
  expect(stored.filter((entry) => entry.isFile())).toHaveLength(1)
  expect(Buffer.from(store.db.serialize()).includes(content)).toBe(false)
})

test('a content that was changed on disk is an error, never a lie', async () => {
  const { dir, conversation } = freshConversation()
  const { sha256 } = await conversation.writeFile('claude', { name: 'a', content: 'truth' })
  writeFileSync(join(dir, 'files', sha256.slice(0, 2), sha256.slice(2)), 'lies!')
  expect(await refusal(() => conversation.readFile('a'))).toBe('file-damaged')
})

test('files survive a restart', async () => {
  const { dir, conversation, store } = freshConversation()
  const written = await conversation.writeFile('claude', { name: 'a', content: 'kept' })
  await store.close()
  const again = openConversation(dir).conversation
  expect(again.files()).toEqual([written])
  expect((await again.readFile('a')).content).toBe('kept')
})

test('unused contents are swept, used ones of any version never', async () => {
  const { conversation, blobs } = freshConversation()
  await conversation.writeFile('claude', { name: 'a', content: 'old' })
  await conversation.writeFile('claude', { name: 'a', content: 'new' })
  await conversation.deleteFile('claude', 'a')
  await blobs.put(Buffer.from('left by a crash'), async () => {})
  expect(conversation.sweepFiles()).toBe(1)
  expect(conversation.sweepFiles()).toBe(0)
  expect((await conversation.readFile('a', { version: 1 })).content).toBe('old')
})
