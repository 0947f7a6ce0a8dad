/**
 * Tells a thread of Codex through its own queue: `codex queue --resume` puts a line into it, and the daemon of
 * Codex resumes the thread. The daemon is never started here, because it brings an updater that stays; and
 * nothing is queued while it does not run, because the line would wait there and the command says that all is well.
 */
import { z } from 'zod'
import { BridgeError } from '../base/errors.ts'
import { codex } from '../seats/recipes/codex.ts'
import type { Cause } from './causes.ts'
import type { Bell } from './types.ts'
import { pointerLine } from './wake-lines.ts'
import type { Ways } from './ways.ts'

/** What the queue was tried with. */
export const codexVersions: readonly string[] = codex.versions

/** How `codex` ended, and what it wrote, on both outputs. */
export interface CodexSaid {
  code: number | null
  output: string
}

/** Runs `codex` with these arguments; undefined: it is not installed. */
export type RunCodex = (args: readonly string[]) => Promise<CodexSaid | undefined>

const daemonSchema = z.object({
  status: z.string().max(64),
  cliVersion: z.string().max(64),
  appServerVersion: z.string().max(64).nullish(),
})

export interface CodexQueue {
  /** Whether a thread could be told now. Throws `wake-failed`. */
  check(): Promise<void>
  notify(thread: string, cause: Cause): Promise<void>
}

export function createCodexQueue(run: RunCodex): CodexQueue {
  async function check(): Promise<void> {
    const said = await run(['app-server', 'daemon', 'version'])
    if (!said) throw refuse('it is not installed')
    const daemon = daemonIn(said.output)
    if (said.code !== 0 || daemon?.status !== 'running') {
      throw refuse('its daemon does not run; `codex app-server daemon start` starts it')
    }
    const versions = new Set([daemon.cliVersion, daemon.appServerVersion ?? daemon.cliVersion])
    for (const version of versions) {
      if (!codexVersions.includes(version)) {
        throw refuse(`its version ${version} was not tried; ${codexVersions.join(', ')} was`)
      }
    }
  }

  return {
    check,
    async notify(thread, cause) {
      await check()
      const said = await run([
        'queue',
        '--thread',
        thread,
        '--message',
        pointerLine(cause),
        '--resume',
      ])
      if (said?.code !== 0) throw refuse(lastLine(said?.output) ?? 'it did not take the line')
      // It ends with 0 all the same, and the line stays in the queue until the thread is opened.
      if (said.output.includes('could not resume')) {
        throw refuse('its daemon could not resume the thread; the line waits in its queue')
      }
    },
  }
}

/** The door of those for whom the owner chose a thread. */
export function codexBell(queue: CodexQueue, ways: Pick<Ways, 'of'>): Bell {
  return {
    door: 'codex',
    reaches: (participant) => ways.of(participant, 'codex') !== undefined,
    ring: (participant, cause) => queue.notify(ways.of(participant, 'codex')?.target ?? '', cause),
    test: () => queue.check(),
  }
}

const refuse = (problem: string) => new BridgeError('wake-failed', { program: 'Codex', problem })

function daemonIn(output: string): z.infer<typeof daemonSchema> | undefined {
  const line = output.split('\n').find((one) => one.startsWith('{'))
  try {
    return daemonSchema.safeParse(JSON.parse(line ?? '')).data
  } catch {
    return undefined
  }
}

function lastLine(output = ''): string | undefined {
  const lines = output.split('\n').map((line) => line.replaceAll(/\p{Cc}/gu, ' ').trim())
  return lines.findLast((line) => line !== '')?.slice(0, 200)
}
