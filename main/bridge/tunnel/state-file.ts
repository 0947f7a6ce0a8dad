/**
 * What must outlive a restart and is no secret: the last address announced, and when the next quick
 * tunnel may be asked for. An unreadable file counts as empty rather than as a reason not to start.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { isObject } from '../base/is-object.ts'

/**
 * Too many were asked for; the service failed; its certificate is not trusted; or what it gave could
 * not be stored.
 */
export type CreationFailure = 'limited' | 'failed' | 'untrusted' | 'unkept'

interface TunnelMemory {
  lastAddress: string | null
  /** Why the last address was given up, until a new one is announced. */
  lostBecause: string | null
  creation: {
    /** No attempt before this time (ms since the epoch). */
    notBefore: number
    /** Attempts that failed one after the other. */
    failures: number
    kind: CreationFailure
    /** Times of the last successful creations. */
    made: number[]
  }
}

export interface StateFile {
  memory(): TunnelMemory
  load(): Promise<void>
  change(edit: (memory: TunnelMemory) => void): Promise<void>
}

const kinds: readonly CreationFailure[] = ['limited', 'failed', 'untrusted', 'unkept']

const empty = (): TunnelMemory => ({
  lastAddress: null,
  lostBecause: null,
  creation: { notBefore: 0, failures: 0, kind: 'failed', made: [] },
})

export function createStateFile(dataDir: string): StateFile {
  const path = join(dataDir, 'tunnel.json')
  let memory = empty()
  let writing: Promise<void> = Promise.resolve()
  return {
    memory: () => memory,
    async load() {
      memory = await readMemory(path)
    },
    async change(edit) {
      edit(memory)
      const content = `${JSON.stringify(memory, null, 2)}\n`
      writing = writing.catch(() => {}).then(() => writeFileAtomically(path, content))
      await writing
    },
  }
}

async function readMemory(path: string): Promise<TunnelMemory> {
  const memory = empty()
  try {
    const stored: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (!isObject(stored)) return memory
    if (typeof stored['lastAddress'] === 'string') memory.lastAddress = stored['lastAddress']
    if (typeof stored['lostBecause'] === 'string') memory.lostBecause = stored['lostBecause']
    const creation = stored['creation']
    if (!isObject(creation)) return memory
    if (typeof creation['notBefore'] === 'number') memory.creation.notBefore = creation['notBefore']
    if (typeof creation['failures'] === 'number') memory.creation.failures = creation['failures']
    const kind = kinds.find((one) => one === creation['kind'])
    if (kind) memory.creation.kind = kind
    if (Array.isArray(creation['made'])) {
      memory.creation.made = creation['made'].filter((at) => typeof at === 'number')
    }
  } catch {
    // Missing or damaged: begin anew.
  }
  return memory
}
