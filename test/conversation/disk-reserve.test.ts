/** What clients may take of the disk. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freeBytesBeside } from '../../main/bridge/store/disk-reserve.ts'
import { freshConversation, openConversation, refusal } from './fresh-conversation.ts'

const block = 4096
const mebibyte = 1024 * 1024
const content = (n: number, size = block) => String(n).padEnd(size, 'x')

test('the versions of all files together have a limit; messages go on, and what is there stays', async () => {
  const { conversation } = freshConversation({ storageBytes: 3 * block })
  const write = (name: string, n: number) =>
    conversation.writeFile('claude', { name, content: content(n) })
  await write('a', 1)
  await write('a', 2)
  await write('b', 3)
  expect(await refusal(() => write('c', 4))).toBe('storage-full')
  expect(conversation.files().map(({ name, version }) => [name, version])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  await conversation.send('claude', { to: ['owner'], text: 'The files are full' })
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
})

test('the same content counts once, the smallest as a block, also after a restart', async () => {
  const { conversation, dir, store } = freshConversation({ storageBytes: 3 * block })
  for (const name of ['a', 'b', 'c']) {
    await conversation.writeFile('claude', { name, content: 'the same' })
  }
  await conversation.writeFile('claude', { name: 'd', content: 'another' })
  await store.close()
  const again = openConversation(dir, { storageBytes: 3 * block }).conversation
  await again.writeFile('claude', { name: 'e', content: 'a third' })
  const full = () => again.writeFile('claude', { name: 'f', content: 'a fourth' })
  expect(await refusal(full)).toBe('storage-full')
})

test('of many writers at once only as many get through as fit, and nothing of the others stays', async () => {
  const { conversation } = freshConversation({ storageBytes: 3 * block })
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      conversation.writeFile('claude', { name: `file-${n}`, content: content(n) }),
    ),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(conversation.files()).toHaveLength(3)
  expect(conversation.sweepFiles()).toBe(0)
})

test('a write that fails for another reason gives its room back', async () => {
  const { conversation } = freshConversation({ storageBytes: 2 * block })
  const race = await Promise.allSettled(
    [1, 2].map((n) =>
      conversation.writeFile('claude', { name: 'a', content: content(n), ifVersion: 0 }),
    ),
  )
  expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await conversation.writeFile('claude', { name: 'b', content: content(3) })
  expect(conversation.files()).toHaveLength(2)
})

test('with less than 200 MiB free nothing is stored, while reading, acknowledging and deleting go on', async () => {
  let free = 1000 * mebibyte
  const { conversation } = freshConversation({}, () => free)
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'Hello' })
  await conversation.writeFile('claude', { name: 'a', content: 'x' })
  const large = { name: 'large', content: 'x'.repeat(10 * mebibyte) }
  // The disk was asked a moment ago; what is written since is taken off without asking again.
  free = 0
  await conversation.note('owner', 'still known to be free')
  const low = freshConversation({}, () => free).conversation
  free = 205 * mebibyte
  expect(await refusal(() => low.writeFile('claude', large))).toBe('disk-full')
  await low.note('owner', 'a note is small')
  free = 199 * mebibyte
  const other = freshConversation({}, () => free).conversation
  const send = () => other.send('claude', { to: ['owner'], text: 'x' })
  expect(await refusal(send)).toBe('disk-full')
  expect(await refusal(() => other.note('owner', 'x'))).toBe('disk-full')
  expect(await refusal(() => other.writeFile('owner', { name: 'a', content: 'x' }))).toBe(
    'disk-full',
  )
  await expect(send()).rejects.toThrow('has 199 MiB left; the bridge keeps 200 MiB free')
  expect((await other.inbox('owner')).messages).toEqual([])
  // Room that was made counts at once.
  free = 300 * mebibyte
  await send()
  expect(await conversation.acknowledge('chatgpt', [message.id])).toEqual({ acknowledged: 1 })
  await conversation.deleteFile('claude', 'a')
})

test('words that are all different cannot make the index write into what is to stay free', async () => {
  const disk = 212 * mebibyte
  const used = (path: string): number =>
    readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  let dir = ''
  const fresh = freshConversation({}, () => (dir === '' ? disk : disk - used(dir)))
  ;({ dir } = fresh)
  let word = 0
  const nextWord = () => ((word += 7_919) % 36 ** 5).toString(36).padStart(5, '0')
  const text = () => Array.from({ length: 43_000 }, nextWord).join(' ')
  const send = () => fresh.conversation.send('claude', { to: ['owner'], text: text() })
  let sent = 0
  const refused: unknown[] = []
  // Several at once, as a client can: what was promised is not on the disk when it is asked again.
  while (refused.length === 0) {
    const results = await Promise.allSettled(Array.from({ length: 6 }, send))
    for (const result of results) {
      if (result.status === 'rejected') refused.push(result.reason)
      else sent += 1
    }
  }
  expect(sent).toBeGreaterThanOrEqual(6)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'disk-full' })
  expect(disk - used(dir)).toBeGreaterThanOrEqual(200 * mebibyte)
})

test('the disk under a data folder says how much is free', () => {
  const { dir } = freshConversation()
  expect(freeBytesBeside(join(dir, 'bridge.db'))).toBeGreaterThan(0)
})
