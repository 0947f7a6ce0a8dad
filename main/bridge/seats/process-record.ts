/**
 * Which programs run, on disk, so that a start after a crash ends those left behind. A process id alone
 * proves nothing, since ids are used again: the process must have begun when ours did, or carry the mark of
 * its run in its environment.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { endGroup } from './process-group.ts'

/** In the environment of every program of a run. */
export const markName = 'DRAWBRIDGE_SEAT_RUN'

const recordSchema = z.object({
  run: z.string().max(64),
  pid: z.int().min(2),
  /** When the process began, as the system tells it; it cannot be told on Windows. */
  began: z.string().nullable(),
})
type Record = z.infer<typeof recordSchema>

export interface ProcessRecord {
  add(run: string, pid: number): Promise<void>
  remove(run: string): Promise<void>
  /** Ends what an earlier bridge left running. Gives how many groups that were. */
  endStale(): Promise<number>
}

const fileName = 'seat-processes.json'
const staleGraceMs = 1_000

export function createProcessRecord(
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
): ProcessRecord {
  const path = join(dataDir, fileName)
  const records = new Map<string, Record>()
  let writing: Promise<unknown> = Promise.resolve()

  function write(): Promise<void> {
    const next = writing.then(() =>
      records.size === 0
        ? rm(path, { force: true })
        : writeFileAtomically(path, `${JSON.stringify([...records.values()])}\n`),
    )
    writing = next.catch(() => {})
    return next
  }

  return {
    async add(run, pid) {
      records.set(run, { run, pid, began: await beganAt(pid, platform) })
      await write()
    },
    async remove(run) {
      if (records.delete(run)) await write()
    },
    async endStale() {
      let ended = 0
      for (const record of await readRecords(path)) {
        if (!(await isOurs(record, platform))) continue
        await endGroup(record.pid, staleGraceMs, platform)
        ended += 1
      }
      await rm(path, { force: true })
      return ended
    },
  }
}

async function readRecords(path: string): Promise<Record[]> {
  try {
    return z.array(recordSchema).parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return []
  }
}

async function isOurs({ run, pid, began }: Record, platform: NodeJS.Platform): Promise<boolean> {
  if (began !== null && (await beganAt(pid, platform)) === began) return true
  // Its first process has ended, and others of the group have not.
  return platform === 'linux' && (await groupCarries(pid, `${markName}=${run}`))
}

/** Since the last start of the computer on Linux, so that start is part of it. Null: not to be told. */
async function beganAt(pid: number, platform: NodeJS.Platform): Promise<string | null> {
  try {
    if (platform === 'linux') {
      const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
      return `${boot} ${(await statOf(pid))[19]}`
    }
    if (platform === 'win32') return null
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'lstart=', '-p', String(pid)])
    return stdout.trim() || null
  } catch {
    return null
  }
}

/** What stands in proc(5) stat after the name: [0] is the state, [2] the group, [19] the start. */
async function statOf(pid: number | string): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

async function groupCarries(group: number, mark: string): Promise<boolean> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if ((await statOf(name))[2] !== String(group)) continue
      const environment = await readFile(`/proc/${name}/environ`, 'utf8')
      if (environment.split('\0').includes(mark)) return true
    } catch {
      // It ended while it was looked at, or belongs to somebody else.
    }
  }
  return false
}
