/** What a killed bridge left running is ended at the next start, and nothing else is. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createProcessRecord, markName } from '../../main/bridge/seats/process-record.ts'
import { processExists } from '../../main/bridge/tunnel/end-process.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { until } from './open-seats.ts'

/** Leads a group of its own; `code` runs in it. */
function leader(code: string, env: Record<string, string> = {}): number {
  const child = spawn(process.execPath, ['-e', code], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  })
  const { pid = 0 } = child
  onTestFinished(() => {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It is gone, as it should be.
    }
  })
  return pid
}

const lives = 'setInterval(() => {}, 1000)'

it('ends a process that began when the recorded one did', async () => {
  const dir = temporaryFolder()
  const pid = leader(lives)
  await createProcessRecord(dir).add('run', pid)
  expect(await createProcessRecord(dir).endStale()).toBe(1)
  await until(() => !processExists(pid) || undefined)
  expect(await createProcessRecord(dir).endStale()).toBe(0)
})

it('leaves alone another process that got the same id', async () => {
  const dir = temporaryFolder()
  const pid = leader(lives)
  await createProcessRecord(dir).add('run', pid)
  const path = join(dir, 'seat-processes.json')
  const [record] = JSON.parse(readFileSync(path, 'utf8')) as { began: string }[]
  writeFileSync(path, JSON.stringify([{ ...record, began: `${record?.began}0` }]))
  expect(await createProcessRecord(dir).endStale()).toBe(0)
  expect(processExists(pid)).toBe(true)
})

it.runIf(process.platform === 'linux')(
  'ends what outlived its launcher, by the mark of the run',
  async () => {
    const dir = temporaryFolder()
    const pidFile = join(dir, 'child')
    const launcher = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', '${lives}'], { stdio: 'ignore' })
      require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
      process.stdin.resume(); child.unref(); setTimeout(() => process.exit(0), 200)`
    const pid = leader(launcher, { [markName]: 'run' })
    const record = createProcessRecord(dir)
    await record.add('run', pid)
    const child = await until(() => {
      try {
        return Number(readFileSync(pidFile, 'utf8')) || undefined
      } catch {
        return undefined
      }
    })
    await until(() => !processExists(pid) || undefined)
    expect(await createProcessRecord(dir).endStale()).toBe(1)
    await until(() => !processExists(child) || undefined)
  },
)

it('forgets a run that ended, and takes a broken record for none', async () => {
  const dir = temporaryFolder()
  const record = createProcessRecord(dir)
  await record.add('run', leader(lives))
  await record.remove('run')
  expect(await createProcessRecord(dir).endStale()).toBe(0)
  writeFileSync(join(dir, 'seat-processes.json'), '[{"run":"x","pid":-1}]')
  expect(await createProcessRecord(dir).endStale()).toBe(0)
})
