/**
 * Removing for good what was archived or deleted long ago. Texts and contents go; the frame of each
 * entry stays, or the chain could not be verified any more (docs/adr/0030-what-a-purge-leaves.md).
 */
import { setImmediate } from 'node:timers/promises'
import type { Store } from '../../store/types.ts'
import { append, headOf } from './chain.ts'
import type { Outcome, Parts } from '../deps.ts'
import { aboutPurge, purgeRef } from './chain-entries.ts'
import { integer, text } from '../rows.ts'
import { forgetWords } from '../search/search-index.ts'
import type { Storage } from '../files/storage.ts'
import type { Conversation } from '../types.ts'
import { plural } from '../../base/plural.ts'

/** So many entries at a time; between them the bridge goes on answering. */
const span = 2_000

export function createPurge(
  parts: Parts,
  { storage, sweepFiles }: { storage: Storage; sweepFiles: () => number },
): Pick<Conversation, 'purge'> {
  const { store, commit, clock } = parts

  async function purgeTexts(before: number): Promise<number> {
    const last = archivedUpTo(store, before)
    let entries = 0
    for (let after = 0; after < last; after += span) {
      const upTo = Math.min(last, after + span)
      entries += await commit(() => {
        const found = textsIn(store, after, upTo)
        for (const entry of found) removeText(store, entry)
        return record(
          found.map(({ seq }) => seq),
          (n) => plural(n, 'archived text'),
        )
      })
      await setImmediate()
    }
    return entries
  }

  /** Contents of versions, in one piece: files are few beside messages. */
  const purgeContents = (before: number, oldVersions: boolean): Promise<number> =>
    commit(() =>
      record(contentsBefore(store, before, oldVersions), (n) =>
        plural(n, 'old version of shared files', 'old versions of shared files'),
      ),
    )

  /** The entry of the log that says what was removed, and vouches for what is left of it. */
  function record(seqs: number[], inWords: (count: number) => string): Outcome<number> {
    const count = seqs.length
    if (count === 0) return { result: 0, events: [] }
    const seq = headOf(store).seq + 1
    const words = `removed for good: ${inWords(count)}`
    const about = aboutPurge(store, words, seqs)
    append(store, {
      kind: 'archived',
      at: clock.now(),
      by: 'owner',
      thread: null,
      ref: purgeRef,
      text: words,
      about: () => about,
    })
    const insert = store.statement('INSERT INTO purged (seq, purged_by) VALUES (?, ?)')
    for (const purged of seqs) insert.run(purged, seq)
    return { result: count, events: [{ type: 'log', seq }] }
  }

  /** A retry this late is a new message; what is left of the old one must not be compared with it. */
  async function forgetKeys(): Promise<void> {
    await store.write(() => {
      store.statement('DELETE FROM idempotency_keys WHERE seq IN (SELECT seq FROM purged)').run()
    })
  }

  return {
    async purge({ before, oldVersions = false }) {
      const used = storage.used()
      // Overwritten on the disk, and not only marked as free.
      store.db.exec('PRAGMA secure_delete = ON')
      try {
        const entries = await purgeTexts(before)
        if (entries > 0) await forgetKeys()
        const contents = await purgeContents(before, oldVersions)
        if (contents > 0) sweepFiles()
        storage.recount()
        return { entries, contents, bytes: Math.max(0, used - storage.used()) }
      } finally {
        store.db.exec('PRAGMA secure_delete = OFF')
      }
    },
  }
}

/** The last entry that was archived before that time. */
function archivedUpTo(store: Store, before: number): number {
  const row = store
    .statement(
      `SELECT l.seq FROM log l, conversation c
       WHERE l.kind = 'archived' AND l.ref IS NULL AND l.at <= ? AND l.seq <= c.archived_to + 1
       ORDER BY l.seq DESC LIMIT 1`,
    )
    .get(before)
  return row ? integer(row, 'seq') - 1 : 0
}

interface Removable {
  seq: number
  isMessage: boolean
}

/** Messages and notes that nobody has still to read. */
function textsIn(store: Store, after: number, upTo: number): Removable[] {
  return store
    .statement(
      `SELECT l.seq, l.kind FROM log l
       WHERE l.seq > ? AND l.seq <= ? AND l.kind IN ('message', 'note')
         AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.seq = l.seq)
         AND l.seq NOT IN (SELECT seq FROM deliveries WHERE read_at IS NULL)
       ORDER BY l.seq`,
    )
    .all(after, upTo)
    .map((row) => ({ seq: integer(row, 'seq'), isMessage: text(row, 'kind') === 'message' }))
}

function removeText(store: Store, { seq, isMessage }: Removable): void {
  if (isMessage) {
    store.statement(`UPDATE messages SET text = '' WHERE seq = ?`).run(seq)
    // The title of a thread is the beginning of its first message.
    store.statement(`UPDATE threads SET title = '' WHERE id = ?`).run(seq)
  } else {
    store.statement(`UPDATE log SET text = '' WHERE seq = ?`).run(seq)
  }
  forgetWords(store, seq)
}

/** Versions of files deleted before that time; with `oldVersions` also those replaced before it. */
function contentsBefore(store: Store, before: number, oldVersions: boolean): number[] {
  return store
    .statement(
      `SELECT v.seq FROM file_versions v
       WHERE v.sha256 IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.seq = v.seq)
         AND EXISTS (SELECT 1 FROM file_versions later
           WHERE later.key = v.key AND later.version > v.version AND later.written_at <= ?
             AND (later.sha256 IS NULL OR ?))
       ORDER BY v.seq`,
    )
    .all(before, oldVersions ? 1 : 0)
    .map((row) => integer(row, 'seq'))
}
