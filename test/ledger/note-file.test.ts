/** What is noted outlives the process, whole or not at all, in files that stay small. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createNoteFile } from '../../main/bridge/ledger/note-file.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { noteDisk } from '../fakes/note-disk.ts'
import { chatgpt } from './open-ledger.ts'

const note = (seq: number, source = 1) => ({
  source,
  at: 1_000,
  items: [[seq, 3]] as [[number, number]],
})

function openNotes(folder: string) {
  const disk = noteDisk()
  const notes = createNoteFile({ folder, log: silentLog, write: disk.write })
  onTestFinished(() => notes.close())
  return { ...notes, disk }
}

const left = (folder: string) => [...openNotes(folder).left.values()]

const bytesIn = (folder: string): number =>
  statSync(join(folder, 'answers-1')).size + statSync(join(folder, 'answers-2')).size

it('gives the next run what this one left on its way', () => {
  const folder = temporaryFolder()
  const notes = openNotes(folder)
  const unknown = { source: { receiver: chatgpt, call: 'check_inbox' }, at: 2, items: [] }
  notes.put(note(1))
  notes.put(unknown)
  notes.drop(notes.put(note(2)))
  expect(left(folder)).toEqual([note(1), unknown])
  // It stays so until it is done, from run to run.
  expect(left(folder)).toEqual([note(1), unknown])
})

it('numbers on, so that what is taken back in one run takes nothing of another back', () => {
  const folder = temporaryFolder()
  openNotes(folder).put(note(1))
  const next = openNotes(folder)
  next.drop(next.put(note(2)))
  expect(left(folder)).toEqual([note(1)])
})

it('keeps what is on its way through any number of others, in little room', () => {
  const folder = temporaryFolder()
  const notes = openNotes(folder)
  notes.put(note(1))
  for (let seq = 2; seq < 20_000; seq += 1) notes.done(notes.put(note(seq)))
  notes.put(note(20_000))
  expect(bytesIn(folder)).toBeLessThan(70_000)
  const all = left(folder)
  expect([all.at(0), all.at(-1)]).toEqual([note(1), note(20_000)])
})

it('takes many on their way at once, and each is there', () => {
  const folder = temporaryFolder()
  const notes = openNotes(folder)
  for (let seq = 1; seq <= 6_000; seq += 1) notes.put(note(seq))
  expect(left(folder)).toHaveLength(6_000)
})

it('passes over a line that a crash cut off', () => {
  const folder = temporaryFolder()
  openNotes(folder).put(note(1))
  appendFileSync(join(folder, 'answers-1'), '[2,1,1000,[[2,3]')
  expect(left(folder)).toEqual([note(1)])
})

it('writes whole lines after one that a crash cut off', () => {
  const folder = temporaryFolder()
  openNotes(folder).put(note(1))
  appendFileSync(join(folder, 'answers-1'), '[2,1,1000,[[2,3]')
  openNotes(folder).put(note(2))
  expect(left(folder)).toEqual([note(1), note(2)])
})

it('keeps both where a crash came between moving and emptying', () => {
  const folder = temporaryFolder()
  openNotes(folder).put(note(1))
  const line = readFileSync(join(folder, 'answers-1'), 'utf8')
  writeFileSync(join(folder, 'answers-2'), `${line}[2,1,1000,[[2,3]]]\n`)
  expect(left(folder)).toEqual([note(1), note(2)])
  expect(left(folder)).toEqual([note(1), note(2)])
})

it('leaves nothing of what it could not write, and goes on when it can', () => {
  const folder = temporaryFolder()
  const notes = openNotes(folder)
  notes.put(note(1))
  const before = bytesIn(folder)
  notes.disk.full = true
  expect(() => notes.put(note(2))).toThrow('ENOSPC')
  expect(bytesIn(folder)).toBe(before)
  notes.disk.full = false
  notes.put(note(3))
  expect(left(folder)).toEqual([note(1), note(3)])
})

it('is empty once all is done and it was closed, and notes nothing after', async () => {
  const folder = temporaryFolder()
  const notes = openNotes(folder)
  notes.done(notes.put(note(1)))
  await notes.close()
  expect(bytesIn(folder)).toBe(0)
  expect(() => notes.put(note(2))).toThrow('closed')
})

it('brings to the disk what is on its way for long, one sync after the other, and closes no file under one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const syncs: (() => void)[] = []
  const sync = (_file: number, done: (error: null) => void) => void syncs.push(() => done(null))
  const notes = createNoteFile({ folder: temporaryFolder(), log: silentLog, sync })
  // Any number that are done in time: writing to a file that is being synced would wait.
  for (let n = 0; n < 100; n += 1) {
    const id = notes.put(note(n))
    vi.advanceTimersByTime(20)
    notes.done(id)
  }
  expect(syncs).toHaveLength(0)
  notes.put(note(1))
  vi.advanceTimersByTime(1_000)
  notes.put(note(2))
  vi.advanceTimersByTime(1_000)
  expect(syncs).toHaveLength(1)
  syncs[0]?.()
  vi.advanceTimersByTime(1_000)
  expect(syncs).toHaveLength(2)
  let closed = false
  const closing = notes.close().then(() => (closed = true))
  await Promise.resolve()
  expect(closed).toBe(false)
  syncs[1]?.()
  await closing
  vi.advanceTimersByTime(1_000)
  expect(syncs).toHaveLength(2)
})

it('brings to the disk what is on its way for long also where many others fill one file after the other', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let syncs = 0
  const sync = (_file: number, done: (error: null) => void) => {
    syncs += 1
    done(null)
  }
  const notes = createNoteFile({ folder: temporaryFolder(), log: silentLog, sync })
  onTestFinished(() => notes.close())
  notes.put(note(1))
  for (let turn = 0; turn < 10; turn += 1) {
    // More than a file holds, in less time than a line may wait.
    for (let n = 0; n < 3_000; n += 1) notes.done(notes.put(note(n)))
    vi.advanceTimersByTime(100)
  }
  expect(syncs).toBeGreaterThan(0)
})
