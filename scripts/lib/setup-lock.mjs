/**
 * One set-up at a time in a checkout. The holder touches the lock file every second; a lock that
 * nobody has touched for ten belongs to a process that is gone, and is taken over.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from './paths.mjs'

const path = join(root, 'out', 'setup.lock')
const beatMs = 1_000
const abandonedMs = 10_000

/**
 * Runs `work` while no other process sets this checkout up.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {{onWait: () => void}} options
 */
export async function withSetupLock(work, { onWait }) {
  await mkdir(dirname(path), { recursive: true })
  const token = randomUUID()
  let waited = false
  while (!(await take(token))) {
    if (!waited) onWait()
    waited = true
    await removeIfAbandoned()
    await delay(200)
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, beatMs)
  const release = () => releaseIfMine(token)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

/** @param {string} token */
async function take(token) {
  try {
    await writeFile(path, token, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Synchronous, so that it also works while the process ends.
 *
 * @param {string} token
 */
function releaseIfMine(token) {
  try {
    if (readFileSync(path, 'utf8') === token) rmSync(path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** Renamed before it is removed, so that of several who wait only one removes it. */
async function removeIfAbandoned() {
  const found = await stat(path).catch(() => undefined)
  if (!found || Date.now() - found.mtimeMs < abandonedMs) return
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => {})
  await rm(aside, { force: true })
}
