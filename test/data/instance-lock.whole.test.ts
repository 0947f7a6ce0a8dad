import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireInstanceLock } from '../../main/bridge/data/instance-lock.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-lock-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** A real second process that holds the lock. */
async function otherProcess() {
  const script = join(import.meta.dirname, '..', 'fixtures', 'hold-lock.ts')
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('one bridge per data folder', () => {
  it('refuses a second one in the same process until the first lets go', async () => {
    const lock = await acquireInstanceLock(dataDir)
    await expect(acquireInstanceLock(dataDir)).rejects.toMatchObject({ code: 'data-folder-in-use' })
    await lock.release()
    await lock.release()
    const again = await acquireInstanceLock(dataDir)
    await again.release()
  })

  it('names the other process, and is free at once after kill -9', async () => {
    const other = await otherProcess()
    try {
      await writeFile(join(dataDir, 'link.json'), JSON.stringify({ pid: other.pid, token: 'x' }))
      await expect(acquireInstanceLock(dataDir)).rejects.toMatchObject({
        code: 'data-folder-in-use',
        details: { pid: other.pid, dataDir },
      })
    } finally {
      await other.kill()
    }
    // The dead one's link.json is still there and must not matter.
    const lock = await acquireInstanceLock(dataDir)
    await lock.release()
  })

  it('does not name a process it cannot know: no link.json, a broken one, one of the dead', async () => {
    const dead = await otherProcess()
    await dead.kill()
    const lock = await acquireInstanceLock(dataDir)
    for (const link of [undefined, '{"pid":', '{"pid":"1"}', JSON.stringify({ pid: dead.pid })]) {
      if (link !== undefined) await writeFile(join(dataDir, 'link.json'), link)
      await expect(acquireInstanceLock(dataDir)).rejects.toMatchObject({
        code: 'data-folder-in-use',
        details: { pid: 'unknown' },
      })
    }
    await lock.release()
  })

  it('lets two data folders run side by side', async () => {
    const second = await mkdtemp(join(tmpdir(), 'drawbridge-lock-'))
    const locks = [await acquireInstanceLock(dataDir), await acquireInstanceLock(second)]
    for (const lock of locks) await lock.release()
    await rm(second, { recursive: true })
  })

  it('refuses a lock file that is something else', async () => {
    await writeFile(join(dataDir, 'bridge.lock'), 'this is not a database, only text '.repeat(100))
    await expect(acquireInstanceLock(dataDir)).rejects.toMatchObject({
      code: 'data-folder-unusable',
    })
  })
})
