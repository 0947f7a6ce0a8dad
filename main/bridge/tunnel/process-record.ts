/**
 * Remembers the running cloudflared on disk, so that the next start of the app recognises one that
 * was left behind: to adopt it (keeper mode) or to end it. A process id alone proves nothing, since
 * ids are reused; the process must also say that it is our tunnel.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { processExists } from './end-process.ts'
import { readIdentity } from './metrics.ts'
import { isObject } from '../base/is-object.ts'

interface ProcessRecord {
  pid: number
  startedAt: string
  binary: string
  metricsPort: number
  tunnelId: string
  connectorId: string
  localPort: number
}

export interface RecordFile {
  write(record: ProcessRecord): Promise<void>
  clear(): Promise<void>
  /** The recorded process if it still runs and proves to be ours; a stale record is removed. */
  recognise(): Promise<(ProcessRecord & { forwardsTo: number | null }) | null>
}

export function createRecordFile(dataDir: string): RecordFile {
  const path = join(dataDir, 'tunnel-process.json')
  const clear = () => rm(path, { force: true })
  return {
    clear,
    async write(record) {
      await writeFileAtomically(path, `${JSON.stringify(record, null, 2)}\n`)
    },
    async recognise() {
      const record = await readRecord(path)
      const identity =
        record && processExists(record.pid) ? await readIdentity(record.metricsPort) : null
      if (
        !record ||
        identity?.tunnelId !== record.tunnelId ||
        identity.connectorId !== record.connectorId
      ) {
        await clear()
        return null
      }
      const port = /^http:\/\/127\.0\.0\.1:(\d+)$/.exec(identity.service)?.[1]
      return { ...record, forwardsTo: port === undefined ? null : Number(port) }
    },
  }
}

async function readRecord(path: string): Promise<ProcessRecord | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (!isObject(value)) return null
    const { pid, startedAt, binary, metricsPort, tunnelId, connectorId, localPort } = value
    if (typeof pid !== 'number' || typeof metricsPort !== 'number' || typeof localPort !== 'number')
      return null
    if (typeof tunnelId !== 'string' || typeof connectorId !== 'string') return null
    if (typeof startedAt !== 'string' || typeof binary !== 'string') return null
    return { pid, startedAt, binary, metricsPort, tunnelId, connectorId, localPort }
  } catch {
    return null
  }
}
