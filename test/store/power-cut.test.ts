import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import type { SyncFile } from '../../main/bridge/store/log-on-disk.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { openConversation, refusal, temporaryFolder } from '../conversation/fresh-conversation.ts'
import { layDatabase } from '../fakes/ready-database.ts'

/**
 * A disk that keeps nothing it was not told to keep. `lasting` is what a power cut leaves: the files as they were when
 * the last sync that ended had begun. Each sync ends when the test says so.
 */
function forgetfulDisk(dir: string) {
  const path = join(dir, 'bridge.db')
  const lasting = join(dir, 'lasting.db')
  const under: { ended: (error: Error | null) => void; copy: Map<string, Buffer> }[] = []
  const asked: (() => void)[] = []
  const syncFile: SyncFile = (_fd, done) => {
    const names = ['', '-wal'].filter((end) => existsSync(path + end))
    under.push({ ended: done, copy: new Map(names.map((end) => [end, readFileSync(path + end)])) })
    for (const tell of asked.splice(0)) tell()
  }
  return {
    path,
    lasting,
    syncFile,
    /** Once a sync is under way. */
    asked: () =>
      under.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => asked.push(resolve)),
    underWay: () => under.length,
    end(error: Error | null = null) {
      const one = under.shift()
      if (!one) throw new Error('no sync is under way')
      if (!error) for (const [end, bytes] of one.copy) writeFileSync(lasting + end, bytes)
      one.ended(error)
    },
  }
}

function openOn(disk: ReturnType<typeof forgetfulDisk>, dir: string) {
  layDatabase(disk.path)
  const store = openStore({ path: disk.path, syncFile: disk.syncFile })
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(dir, 'files')),
    clock: { now: () => Date.UTC(2026, 10, 30) },
    limits: standardLimits,
  })
  onTestFinished(async () => {
    const closed = store.close()
    while (disk.underWay() > 0) {
      disk.end()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await closed
  })
  return { store, conversation }
}

/** What is found after the power came back, once with nothing of what was not synced and once with parts of it. */
async function afterPowerCut(path: string, kept: string, cut: number) {
  const dir = temporaryFolder()
  copyFileSync(kept, join(dir, 'bridge.db'))
  if (existsSync(`${kept}-wal`)) copyFileSync(`${kept}-wal`, join(dir, 'bridge.db-wal'))
  if (cut > 0) {
    // The disk had begun to write what came later, in no order it promised.
    const log = readFileSync(`${path}-wal`)
    const synced = statSync(join(dir, 'bridge.db-wal')).size
    const torn = Buffer.concat([
      readFileSync(join(dir, 'bridge.db-wal')),
      Buffer.alloc(Math.max(0, Math.min(log.length, synced + cut) - synced)),
      log.subarray(Math.min(log.length, synced + cut)),
    ])
    writeFileSync(join(dir, 'bridge.db-wal'), torn)
  }
  const { conversation, store } = openConversation(dir)
  const texts = conversation.log({ limit: 1000 }).map(({ text }) => text)
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  expect(store.db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  return texts
}

test('whenever the power is cut, everything acknowledged is there, in order, and the chain verifies', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation } = openOn(disk, dir)
  const acknowledged: string[] = []
  const sending: Promise<unknown>[] = []
  let sent = 0
  const send = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const text = `letter ${(sent += 1)}`
      sending.push(
        conversation.send('claude', { to: ['chatgpt'], text }).then(() => acknowledged.push(text)),
      )
    }
  }
  for (let round = 1; round <= 12; round += 1) {
    send(round % 4)
    send(1)
    await disk.asked()
    // More comes while the disk is at work.
    send(round % 3)
    const known = [...acknowledged]
    for (const cut of round === 1 ? [] : [0, 100, 5000]) {
      expect((await afterPowerCut(disk.path, disk.lasting, cut)).slice(0, known.length)).toEqual(
        known,
      )
    }
    disk.end()
    await new Promise((resolve) => setImmediate(resolve))
  }
  while (acknowledged.length < sent) {
    await disk.asked()
    disk.end()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(sending)
  expect(await afterPowerCut(disk.path, disk.lasting, 0)).toEqual(acknowledged)
})

test('until the disk has it nobody is answered, nothing is told and nobody who waits is woken', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation, store } = openOn(disk, dir)
  const seen: string[] = []
  conversation.onEvent(({ type }) => void seen.push(type))
  const waiting = conversation
    .wait('chatgpt', { timeoutMs: 40_000 })
    .then(() => void seen.push('woken'))
  const sending = conversation
    .send('claude', { to: ['chatgpt'], text: 'hello' })
    .then(() => void seen.push('answered'))
  await disk.asked()
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toEqual([])
  const settled = store.settled()?.then(() => void seen.push('settled'))
  expect(settled).toBeDefined()
  disk.end()
  await Promise.all([sending, settled])
  // That it was read is a write of its own.
  await disk.asked()
  disk.end()
  await waiting
  expect(seen).toContain('answered')
  expect(seen).toContain('woken')
  expect(seen).toContain('settled')
  expect(store.settled()).toBeUndefined()
})

test('what comes while the disk is at work shares the next commit', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation, store } = openOn(disk, dir)
  const first = conversation.note('claude', 'first')
  await disk.asked()
  const before = store.generation()
  const others = [1, 2, 3].map((n) => conversation.note('claude', `later ${n}`))
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(store.generation()).toBe(before)
  expect(conversation.log().map(({ text }) => text)).toEqual(['first'])
  disk.end()
  await first
  await disk.asked()
  expect(store.generation()).toBe((before ?? 0) + 1)
  disk.end()
  await Promise.all(others)
  expect(conversation.log()).toHaveLength(4)
})

test('when the log cannot be synced, the database itself is written instead', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation } = openOn(disk, dir)
  const sending = conversation.send('claude', { to: ['chatgpt'], text: 'hello' })
  await disk.asked()
  disk.end(new Error('EIO: i/o error, fdatasync'))
  await sending
  expect(statSync(`${disk.path}-wal`).size).toBe(0)
  const copy = join(dir, 'copy.db')
  copyFileSync(disk.path, copy)
  const db = new DatabaseSync(copy)
  onTestFinished(() => db.close())
  expect(db.prepare('SELECT text FROM messages').all()).toEqual([{ text: 'hello' }])
})

test('when neither can be done, who wrote is refused, and so is who would have read it', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation, store } = openOn(disk, dir)
  const refused = refusal(() => conversation.send('claude', { to: ['chatgpt'], text: 'hello' }))
  await disk.asked()
  const unsettled = refusal(() => store.settled())
  // A reader in the middle keeps the log from being emptied.
  const reading = store.db.prepare('SELECT seq FROM log UNION ALL SELECT 1').iterate()
  reading.next()
  disk.end(new Error('EIO: i/o error, fdatasync'))
  expect(await refused).toBe('data-folder-unusable')
  expect(await unsettled).toBe('data-folder-unusable')
  reading.return?.()
})

test('after that a sync that succeeds is not believed, until the database itself was written', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation, store } = openOn(disk, dir)
  const send = (text: string) =>
    refusal(() => conversation.send('claude', { to: ['chatgpt'], text }))
  const reading = store.db.prepare('SELECT seq FROM log UNION ALL SELECT 1').iterate()
  reading.next()
  const first = send('one')
  await disk.asked()
  disk.end(new Error('EIO: i/o error, fdatasync'))
  expect(await first).toBe('data-folder-unusable')
  const second = send('two')
  await disk.asked()
  disk.end()
  expect(await second).toBe('data-folder-unusable')
  expect(await refusal(() => store.settled())).toBe('data-folder-unusable')
  reading.return?.()
  expect(store.settled()).toBeUndefined()
  expect(statSync(`${disk.path}-wal`).size).toBe(0)
  const third = conversation.send('claude', { to: ['chatgpt'], text: 'three' })
  await disk.asked()
  disk.end()
  await third
  expect(statSync(`${disk.path}-wal`).size).toBeGreaterThan(0)
})

test('closing waits for the disk, then refuses', async () => {
  const dir = temporaryFolder()
  const disk = forgetfulDisk(dir)
  const { conversation, store } = openOn(disk, dir)
  const ended: string[] = []
  const sending = conversation.note('claude', 'last words').then(() => void ended.push('answered'))
  await disk.asked()
  const closed = store.close().then(() => void ended.push('closed'))
  expect(await refusal(() => conversation.note('claude', 'too late'))).toBe('data-folder-unusable')
  disk.end()
  await Promise.all([sending, closed])
  expect(ended).toEqual(['answered', 'closed'])
})
