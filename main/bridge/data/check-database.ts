/**
 * Whether a copy of the database is sound. Reading all of it takes seconds when it is large, so that is
 * done on a thread of its own.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const { DatabaseSync } = require('node:sqlite')
try {
  const db = new DatabaseSync(workerData, { readOnly: true })
  const [row] = db.prepare('PRAGMA quick_check(1)').all()
  db.close()
  parentPort.postMessage(String(row?.quick_check))
} catch (error) {
  parentPort.postMessage(String(error.message))
}`

/** What is wrong with it, in SQLite's words; null when nothing is. */
export async function databaseDamage(path: string): Promise<string | null> {
  // Rarely asked, and longer to load than most of the bridge.
  const { Worker } = await import('node:worker_threads')
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: path })
    worker.once('message', (found: string) => resolve(found === 'ok' ? null : found.slice(0, 200)))
    worker.once('error', reject)
  })
}
