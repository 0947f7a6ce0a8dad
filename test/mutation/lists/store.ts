import { mutantsOf } from '../mutant.ts'

const disk = ['test/base/disk.test.ts']
const open = [
  'test/store/open-store.test.ts',
  'test/store/power-cut.test.ts',
  'test/store/remembered.test.ts',
]
const blobs = ['test/store/blobs.test.ts']
const words = ['test/conversation/later-words.test.ts']

export const store = [
  ...mutantsOf('main/bridge/base/disk.ts', disk, [
    ['syncFile: (file) => file.sync()', 'syncFile: async () => {}', 'a file is synced'],
    ['await folder.sync()', 'await Promise.resolve()', 'a folder is synced'],
  ]),
  ...mutantsOf('main/bridge/base/atomic-file.ts', disk, [
    ['await disk.syncFile(file)', 'void disk', 'a replaced file is on disk before its name'],
    ['await disk.syncFile(file)', 'void disk.syncFile(file)', 'the disk is waited for'],
    ['await disk.syncFolder(dirname(path))', 'void dirname(path)', 'the new name is on disk'],
    [
      'await disk.syncFolder(dirname(path))',
      'void disk.syncFolder(dirname(path)).catch(() => {})',
      'the folder is waited for',
    ],
    ['await rm(temporary, { force: true })', 'void rm', 'a failure leaves nothing behind'],
  ]),
  ...mutantsOf('main/bridge/store/blobs.ts', disk, [
    ['await disk.syncFile(file)', 'void disk', 'a shared file is on disk before its name'],
    [
      'await disk.syncFile(file)',
      'void disk.syncFile(file).catch(() => {})',
      'the file is waited for',
    ],
    [
      'await disk.syncFolder(folderOf(sha256))',
      'void folderOf(sha256)',
      'the name of a blob is on disk',
    ],
    [
      'await disk.syncFolder(folderOf(sha256))',
      'void disk.syncFolder(folderOf(sha256)).catch(() => {})',
      'the name of a blob is waited for',
    ],
    [
      'const synced = disk.syncFolder(dir).catch',
      'const synced = Promise.resolve().catch',
      'a new folder of blobs is on disk',
    ],
    [
      'if (known) return known\n',
      'if (known) return Promise.resolve()\n',
      'a second writer waits for the folder',
    ],
    ['folders.delete(folder)', 'void folder', 'a failed folder is tried again'],
    ['return nameOnDisk(sha256)', 'return', 'a blob that was there is on disk too'],
    [
      'await folderOnDisk(folderOf(sha256))\n      await rename',
      'void folderOnDisk(folderOf(sha256)).catch(() => {})\n      await rename',
      'the folder is on disk before the name',
    ],
    ['await rm(path, { force: true })', 'void rm', 'a failed write leaves nothing half-made'],
    ['if (running) return running', 'void running', 'writers of one content share a write'],
  ]),
  ...mutantsOf('main/bridge/store/blobs.ts', blobs, [
    [
      'hashOf(content) === sha256 ? content : undefined',
      'content',
      'a changed blob is not handed out',
    ],
    ['&& (await get(sha256))) return', ') return', 'a changed blob is repaired'],
    [
      'held.has(sha256) || isReferenced(sha256)',
      'isReferenced(sha256)',
      'a blob being put to use is not swept',
    ],
    ['held.has(sha256) || isReferenced(sha256)', 'held.has(sha256)', 'a blob in use is not swept'],
    [
      'rmSync(temporaryDir, { recursive: true, force: true })',
      'void 0',
      'half-written files go at the next start',
    ],
    ['rmSync(join(dir, folder, rest), { force: true })', 'void rest', 'a sweep removes'],
    [
      'else held.delete(sha256)',
      'else held.set(sha256, 1)',
      'a blob is swept after it was put to use',
    ],
  ]),
  ...mutantsOf('main/bridge/store/open-store.ts', open, [
    ['PRAGMA synchronous = NORMAL', 'PRAGMA synchronous = OFF', 'checkpoints are on disk'],
    ["row?.['busy'] !== 0", 'false', 'a log that cannot be emptied is no rescue'],
    [
      'PRAGMA journal_mode = WAL',
      'PRAGMA journal_mode = DELETE',
      'readers see no half transaction',
    ],
    ['PRAGMA foreign_keys = ON', 'PRAGMA foreign_keys = OFF', 'rows refer to rows'],
    ["'a', 0o600", "'a', 0o644", 'the database is its owner’s'],
    [
      'if (closing) return Promise.reject',
      'if (false) return Promise.reject',
      'a closed store refuses in words',
    ],
    ['    await commits.finish()\n', '', 'closing writes what is queued'],
    [
      'throw unusable(path, error)',
      'throw error',
      'a file that is no database is refused in words',
    ],
    ['if (!known) statements.set', 'statements.set', 'statements are prepared once'],
  ]),
  ...mutantsOf(
    'main/bridge/store/log-on-disk.ts',
    ['test/store/log-ahead.test.ts'],
    [
      ['size < usedBytes', 'size < 0', 'a log that is hardly used stays short'],
      ['size >= full || ', '', 'a log does not grow for ever'],
      [' || !hasRoom(piece.length)', '', 'a disk that is nearly full is left alone'],
      ['piece.length, size)', 'piece.length, 0)', 'nothing that was written is written over'],
      ['isLong = size >= full', 'isLong = true || size >= full', 'a log in use is made long'],
    ],
  ),
  ...mutantsOf(
    'main/bridge/store/change-counts.ts',
    ['test/store/remembered.test.ts'],
    [
      ["'UPDATE OF id, name'", "'UPDATE'", 'a count of messages is no change of who takes part'],
      ["'UPDATE OF id, name'", "'UPDATE OF id'", 'a new name is a change'],
      ["'INSERT', 'DELETE', update", "'INSERT', update", 'who is gone is not remembered'],
      ["'INSERT', 'DELETE', update", "'DELETE', update", 'who is new is found'],
      ["event_outbox: 'UPDATE',", '', 'what waits is known at once'],
      ["event_subscriptions: 'UPDATE',", '', 'who subscribed is known at once'],
    ],
  ),
  ...mutantsOf('main/bridge/store/group-commit.ts', open, [
    [
      '      undone()\n      return false',
      '      return false',
      'an undone piece leaves nothing remembered',
    ],
    [
      '      undone()\n      throw',
      '      throw',
      'an undone transaction leaves nothing remembered',
    ],
    ['rollbackTo.run()', '', 'a piece that throws is undone'],
    ['rollback.run()\n', '', 'the first piece that throws is undone'],
    [
      'if (runPiece(piece, alone)) alone = false',
      'runPiece(piece, alone)',
      'who came before stays',
    ],
    ['generation += 1', '', 'what was read before a write is read again after it'],
    [
      'db.isTransaction ? undefined : generation',
      'generation',
      'a write that is undone leaves nothing remembered',
    ],
    ['piece.failure = { error }', 'void error', 'who asked for it hears that it was undone'],
    ["if (db.isTransaction) db.exec('ROLLBACK')", 'void db', 'a commit that fails leaves nothing'],
    [
      'for (const piece of pieces) piece.reject(explained)',
      'for (const piece of pieces) piece.resolve()',
      'a commit that fails is told',
    ],
    ['pieces.length === 0 || syncing', 'pieces.length === 0', 'nothing is committed meanwhile'],
    ['    disk.sync(synced)\n', '    synced(null)\n', 'who wrote is answered after the sync'],
    ['if (distrusted) disk.rescue()', 'void disk', 'a sync that fails is not taken for one'],
    ['distrusted ||= error', 'distrusted = error', 'one that succeeds after it is not believed'],
    [
      'for (const { reject } of waiting) reject(explained)',
      'for (const { resolve } of waiting) resolve()',
      'a sync that fails is told',
    ],
    ['if (queue.length > 0) setImmediate(flush)', '', 'what came meanwhile is committed'],
    [
      '!syncing) setImmediate(flush)',
      '!syncing) queueMicrotask(flush)',
      'writes of one turn share a transaction',
    ],
    ['      commit.run()\n', "      db.exec('ROLLBACK')\n", 'what was answered is kept'],
  ]),
  ...mutantsOf(
    'main/bridge/mcp/tool-call.ts',
    ['test/mcp/known-when-on-disk.test.ts'],
    [['if (settling) await settling', 'void settling', 'nobody learns of what could be undone']],
  ),
  ...mutantsOf('main/bridge/conversation/search/later-words.ts', words, [
    [
      'next.get(reached) ? reached : integer(row, ',
      'reached < 0 ? reached : integer(row, ',
      'a batch is not taken for everything',
    ],
    ['  if (missing()) written()\n  return', '  return', 'a start goes on where a kill broke off'],
    ['while (missing()) store', 'if (missing()) store', 'a search catches up with everything'],
  ]),
  ...mutantsOf('main/bridge/conversation/search/search.ts', words, [
    ['      laterWords.catchUp()\n', '', 'a message is found when it was acknowledged'],
  ]),
  ...mutantsOf('main/bridge/store/migrate.ts', open, [
    ['if (found > list.length)', 'if (false)', 'a newer format is refused'],
    ['found > list.length', 'found >= list.length', 'the current format opens'],
    ['if (index < found) continue', 'if (index < found - 1) continue', 'a migration runs once'],
    [
      "if (db.isTransaction) db.exec('ROLLBACK')",
      'void 0',
      'a failed migration leaves the format before',
    ],
    ['user_version = ${index + 1}', 'user_version = ${index}', 'the format is written down'],
  ]),
]
