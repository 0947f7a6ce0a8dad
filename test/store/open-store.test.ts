import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../main/bridge/store/migrations.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { refusal, temporaryFolder } from '../conversation/fresh-conversation.ts'

function freshStore() {
  const path = join(temporaryFolder(), 'data', 'bridge.db')
  const store = openStore({ path, format: [{ name: '0001-numbers', sql: numbers }] })
  onTestFinished(() => store.close())
  const add = (n: number) => store.statement('INSERT INTO numbers VALUES (?)').run(n)
  const all = () =>
    store
      .statement('SELECT n FROM numbers ORDER BY n')
      .all()
      .map((row) => row['n'])
  return { path, store, add, all }
}

const numbers = 'CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT'

test('the database is in WAL mode, its log is synced at checkpoints, with foreign keys', () => {
  const { store } = freshStore()
  const pragma = (name: string) => Object.values(store.db.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(1)
  expect(pragma('foreign_keys')).toBe(1)
})

test.skipIf(process.platform === 'win32')(
  'only the owner may read the database files',
  async () => {
    const { path, store, add } = freshStore()
    await store.write(() => add(1))
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o077).toBe(0)
  },
)

test('writes of one turn share one transaction and are answered in order', async () => {
  const { store, add } = freshStore()
  const transactions = new Set<unknown>()
  const answered: number[] = []
  const version = () => store.db.prepare('PRAGMA data_version').get()?.['data_version']
  const watcher = new DatabaseSync(store.db.location() ?? '')
  onTestFinished(() => watcher.close())
  const seenOutside = () => watcher.prepare('SELECT count(*) AS n FROM numbers').get()?.['n']
  await Promise.all(
    [1, 2, 3].map((n) =>
      store
        .write(() => {
          transactions.add(seenOutside())
          return add(n)
        })
        .then(() => answered.push(n)),
    ),
  )
  expect(version()).toBeDefined()
  // Another connection saw none of the three until all were committed.
  expect([...transactions]).toEqual([0])
  expect(seenOutside()).toBe(3)
  expect(answered).toEqual([1, 2, 3])
})

test('a piece of work that throws undoes only itself', async () => {
  const { store, add, all } = freshStore()
  const outcomes = await Promise.allSettled([
    store.write(() => add(1)),
    store.write(() => {
      add(2)
      throw new Error('half done')
    }),
    store.write(() => add(3)),
  ])
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(all()).toEqual([1, 3])
})

test('whichever pieces throw, first, last or in a row, the others stay', async () => {
  const { store, add, all } = freshStore()
  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4, 5, 6, 7].map((n) =>
      store.write(() => {
        add(n)
        if ([1, 2, 4, 5, 7].includes(n)) throw new Error(String(n))
        return n
      }),
    ),
  )
  expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
    false,
  ])
  expect(all()).toEqual([3, 6])
})

test('when COMMIT fails everybody in it is refused and nothing is half-applied', async () => {
  const { store, add, all } = freshStore()
  store.db.exec(
    'CREATE TABLE child (n INTEGER REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED)',
  )
  const outcomes = await Promise.allSettled([
    store.write(() => add(1)),
    // Holds until COMMIT, and fails it.
    store.write(() => store.db.exec('INSERT INTO child VALUES (99)')),
    // What it found belongs to the commit that failed, so its own reason must not be told.
    store.write(() => {
      throw new Error(`there are ${all().length}`)
    }),
  ])
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'data-folder-unusable' } })
  }
  expect(all()).toEqual([])
  await store.write(() => add(2))
  expect(all()).toEqual([2])
})

test('a statement is prepared once per text', () => {
  const { store } = freshStore()
  expect(store.statement('SELECT 1')).toBe(store.statement('SELECT 1'))
})

test('close finishes what is queued and refuses what comes after', async () => {
  const { path, store, add } = freshStore()
  const queued = store.write(() => add(1))
  await store.close()
  await queued
  expect(await refusal(() => store.write(() => add(2)))).toBe('data-folder-unusable')
  const reader = new DatabaseSync(path)
  expect(reader.prepare('SELECT n FROM numbers').all()).toHaveLength(1)
  reader.close()
})

test('a backup taken while writes go on is whole', async () => {
  const { path, store, add } = freshStore()
  for (let n = 0; n < 50; n += 1) await store.write(() => add(n))
  const backup = store.backup(`${path}.backup`)
  const writes = Array.from({ length: 50 }, (_, n) => store.write(() => add(100 + n)))
  await Promise.all([backup, ...writes])
  const copy = new DatabaseSync(`${path}.backup`)
  expect(copy.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok')
  expect(
    Number(copy.prepare('SELECT count(*) AS n FROM numbers').get()?.['n']),
  ).toBeGreaterThanOrEqual(50)
  copy.close()
})

test('migrations run in order, each once, and keep the data', async () => {
  const { path, store, add } = freshStore()
  await store.write(() => add(7))
  await store.close()
  const format = [
    { name: '0001-numbers', sql: numbers },
    { name: '0002-double', sql: 'ALTER TABLE numbers ADD COLUMN twice INTEGER AS (n * 2)' },
  ]
  const migrated: unknown[] = []
  const info = (_event: string, fields?: Record<string, unknown>) => migrated.push(fields)
  const log = { debug() {}, info, warn() {}, error() {} }
  const newer = openStore({ path, format, log })
  expect(newer.db.prepare('SELECT n, twice FROM numbers').get()).toEqual({ n: 7, twice: 14 })
  expect(migrated).toEqual([{ migration: '0002-double' }])
  await newer.close()
  await openStore({ path, format, log }).close()
  expect(migrated).toHaveLength(1)
})

test('a migration that fails leaves the format before it', async () => {
  const { path, store } = freshStore()
  await store.close()
  const broken = { name: '0002-broken', sql: 'CREATE TABLE more (a); CREATE TABLE more (a)' }
  const format = [{ name: '0001-numbers', sql: numbers }, broken]
  expect(await refusal(() => openStore({ path, format }))).toBe('data-folder-unusable')
  const reader = new DatabaseSync(path)
  expect(reader.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  expect(reader.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'more'").get()).toBeUndefined()
  reader.close()
})

test('a file of a newer Drawbridge is refused', async () => {
  const path = join(temporaryFolder(), 'bridge.db')
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA user_version = ${migrations.length + 1}`)
  db.close()
  expect(await refusal(() => openStore({ path }))).toBe('data-folder-newer')
})

test('a file that is no database is refused in words', async () => {
  const { dir } = { dir: temporaryFolder() }
  expect(await refusal(() => openStore({ path: dir }))).toBe('data-folder-unusable')
})

test('says so before it changes data of an earlier format, and never of a new file', async () => {
  const path = join(temporaryFolder(), 'bridge.db')
  const first = { name: '0001-numbers', sql: numbers }
  const second = { name: '0002-letters', sql: 'CREATE TABLE letters (l TEXT) STRICT' }
  const said: string[] = []
  const open = async (format: { name: string; sql: string }[]) => {
    const store = openStore({ path, format, beforeMigration: () => said.push('migrating') })
    await store.close()
  }
  await open([first])
  expect(said).toEqual([])
  await open([first, second])
  expect(said).toEqual(['migrating'])
  await open([first, second])
  expect(said).toEqual(['migrating'])
})
