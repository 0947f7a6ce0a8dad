/**
 * Notes of answers on their way. They lie beside the database and not in it, because each answer that shows
 * something new waits for its note: a line at the end of a file costs a tenth of a transaction, and survives
 * a kill as well. There are two files: when one is full, what is still on its way moves to the other.
 */
import { closeSync, constants, fdatasync, fstatSync, ftruncateSync, openSync } from 'node:fs'
import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../base/ports.ts'
import { dropLine, noteLine, notesIn, type Note } from './note.ts'

export interface NoteFileDeps {
  /** A folder that is there. */
  folder: string
  log: Log
  /** Node's own by default. */
  write?: (file: number, bytes: Uint8Array, from: number, length: number, at: number) => number
  /** Brings a file to the disk; fdatasync by default. */
  sync?: (file: number, done: (error: Error | null) => void) => void
}

export interface NoteFile {
  /** It is written when this returns; throws when it cannot be. */
  put(note: Note): number
  /** Its rows are on disk. */
  done(id: number): void
  /** Nothing of it left, so nothing of it may be entered. */
  drop(id: number): void
  /** What an earlier run left on its way, until it is done. */
  readonly left: ReadonlyMap<number, Note>
  close(): Promise<void>
}

/** So much is read at a start. */
const fullBytes = 64 * 1024
/** What is on its way for longer is brought to the disk, for a power cut; most are done in milliseconds. */
const syncAfterMs = 250

interface Line {
  text: string
  /** When it was noted, on the monotonic clock. */
  since: number
}

interface Slot {
  file: number
  size: number
}

/** Opens the two files, and makes them where they are missing. */
export function createNoteFile({
  folder,
  log,
  write = writeSync,
  sync = fdatasync,
}: NoteFileDeps): NoteFile {
  const paths = [join(folder, 'answers-1'), join(folder, 'answers-2')] as const
  const [current, other] = [openSlot(paths[0]), openSlot(paths[1])]
  const left = notesIn(paths.map(textOf).join('\n'))
  /** On their way, the oldest first; those of an earlier run are on the disk. */
  const lines = new Map<number, Line>(
    [...left].map(([id, note]) => [id, { text: noteLine(id, note), since: Infinity }]),
  )
  let nextId = Math.max(0, ...left.keys()) + 1
  let slots = { current, other }
  /** When it is full; more where what is on its way fills most of it. */
  let full = fullBytes
  let timer: NodeJS.Timeout | undefined
  let syncing: Promise<void> | undefined
  let closed = false

  /** At the end of a file; where it fails nothing is left of it. */
  function append(slot: Slot, line: string): void {
    // Its number may by now be that of another file.
    if (closed) throw new Error('the ledger is closed')
    const bytes = Buffer.from(line)
    try {
      for (let from = 0; from < bytes.length;) {
        from += write(slot.file, bytes, from, bytes.length - from, slot.size + from)
      }
      slot.size += bytes.length
    } catch (error) {
      ftruncateSync(slot.file, slot.size)
      throw error
    }
  }

  /** Only what is still on its way goes on in the other file; the one until now is emptied last. */
  function move(): void {
    const { current: from, other: to } = slots
    append(to, textsOf(lines))
    // What was not on the disk yet waits no longer for it because of the move, however soon the next one is.
    const now = performance.now()
    for (const line of lines.values()) line.since = Math.min(line.since, now)
    slots = { current: to, other: from }
    full = Math.max(fullBytes, 2 * to.size)
    empty(from)
  }

  /** When the oldest was noted that is not on the disk; those on it count no more. */
  function oldest(): number {
    for (const { since } of lines.values()) if (since !== Infinity) return since
    return Infinity
  }

  /** For as long as a file is being synced, writing to it waits: so only where something is on its way for that long. */
  function syncLater(): void {
    if (timer || syncing || closed) return
    const since = oldest()
    if (since === Infinity) return
    timer = setTimeout(
      () => {
        timer = undefined
        if (oldest() + syncAfterMs > performance.now()) syncLater()
        else syncNow()
      },
      Math.max(1, since + syncAfterMs - performance.now()),
    ).unref()
  }

  function syncNow(): void {
    const taken = [...lines.values()]
    const { current: slot } = slots
    // One after the other, so that no file is closed under one that is still at work.
    syncing = new Promise((resolve) => {
      sync(slot.file, (error) => {
        syncing = undefined
        if (error) log.error('ledger.notes-not-synced', { reason: String(error) })
        if (slots.current === slot) for (const line of taken) line.since = Infinity
        syncLater()
        resolve()
      })
    })
  }

  // A line that a crash cut off is ended, so that it takes nothing with it.
  if (current.size > 0 && !textOf(paths[0]).endsWith('\n')) append(current, '\n')
  if (other.size > 0) {
    append(current, textsOf(lines))
    empty(other)
  }

  return {
    left,
    put(note) {
      const id = nextId
      const line = noteLine(id, note)
      if (slots.current.size + line.length > full) move()
      append(slots.current, line)
      nextId += 1
      lines.set(id, { text: line, since: performance.now() })
      syncLater()
      return id
    },
    done: (id) => void lines.delete(id),
    drop(id) {
      if (lines.delete(id) && !closed) append(slots.current, dropLine(id))
    },
    async close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      await syncing
      if (lines.size === 0) for (const slot of [current, other]) empty(slot)
      for (const { file } of [current, other]) closeSync(file)
    },
  }
}

function openSlot(path: string): Slot {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  return { file, size: fstatSync(file).size }
}

const textsOf = (lines: ReadonlyMap<number, Line>): string =>
  [...lines.values()].map(({ text }) => text).join('')

const textOf = (path: string): string => readFileSync(path, 'utf8')

function empty(slot: Slot): void {
  if (slot.size > 0) ftruncateSync(slot.file, 0)
  slot.size = 0
}
