/** The log is made as long as it will get once it is used, and what was written is found whatever lies behind it. */
import { copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const sql = 'CREATE TABLE texts (n INTEGER PRIMARY KEY, text TEXT) STRICT'
const format = [{ name: '0001-texts', sql }]
/** Two pages. */
const text = 'x'.repeat(6_000)

function openTexts(options: { freeBytes?: () => number } = {}) {
  const dir = temporaryFolder()
  const path = join(dir, 'bridge.db')
  const store = openStore({ path, format, ...options })
  onTestFinished(() => store.close())
  let written = 0
  return {
    path,
    length: () => statSync(`${path}-wal`).size,
    written: () => written,
    async write(count: number) {
      for (let n = 0; n < count; n += 1) {
        written += 1
        await store.write(() =>
          store.statement('INSERT INTO texts VALUES (?, ?)').run(written, text),
        )
      }
      // What follows a sync follows the answer.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** What is there after a kill at this moment. */
async function afterKill(path: string): Promise<{ rows: number; ok: unknown }> {
  const copy = join(temporaryFolder(), 'bridge.db')
  for (const end of ['', '-wal']) copyFileSync(path + end, copy + end)
  const store = openStore({ path: copy, format })
  const rows = Number(store.statement('SELECT count(*) AS n FROM texts').get()?.['n'])
  const ok = store.db.prepare('PRAGMA integrity_check').get()?.['integrity_check']
  await store.close()
  return { rows, ok }
}

test('a log that is hardly used stays as short as it is', async () => {
  const { write, length } = openTexts()
  await write(5)
  expect(length()).toBeLessThan(256 * 1024)
})

test('a log that is used is made long at once, and everything written is found before and after', async () => {
  const { path, write, written, length } = openTexts()
  await write(30)
  expect(await afterKill(path)).toEqual({ rows: written(), ok: 'ok' })
  await write(40)
  expect(length()).toBeGreaterThan(4 * 1024 * 1024)
  expect(await afterKill(path)).toEqual({ rows: written(), ok: 'ok' })
  await write(60)
  const full = length()
  expect(full).toBeGreaterThan(4_000 * 4_096)
  // Until SQLite begins it anew and after that, nothing makes it longer.
  await write(1_600)
  expect(length()).toBe(full)
  expect(await afterKill(path)).toEqual({ rows: written(), ok: 'ok' })
})

test('where the disk is nearly full the log takes no more than it needs', async () => {
  const { write, length } = openTexts({ freeBytes: () => 1_000 })
  await write(60)
  expect(length()).toBeLessThan(2 * 1024 * 1024)
})
