/**
 * One cloudflared process: started in a clean environment, its output drained for ever, its end
 * known. Two forms behind one face: a child of ours behind a pipe and a guard, and (keeper mode) a
 * process of its own that writes to a file and that a later start of the app may adopt.
 */
import { closeSync, openSync, statSync } from 'node:fs'
import type { ChildFacts } from './child-facts.ts'
import { createFactCollector } from './child-facts.ts'
import type { ChildEnd } from './observation.ts'
import { endProcess, untilGone } from './end-process.ts'
import { startGuard } from './guard.ts'
import { followFile } from './tail.ts'
import type { Timings } from './timings.ts'
import type { Spawn } from './types.ts'

export interface Child {
  pid: number | null
  facts: ChildFacts
  /** Null while it lives. */
  end(): ChildEnd | null
  lines(): string[]
  /** Asks, waits, forces; resolves when the process is gone. */
  stop(): Promise<void>
  /** Keeper mode: lets it go on without us. */
  leave(): void
}

interface ChildDeps {
  spawn: Spawn
  platform: NodeJS.Platform
  timings: Timings
  now: () => number
  /** A fact was learned or the process ended. */
  onChange: () => void
}

export interface ChildPlan {
  binary: string
  args: string[]
  env: NodeJS.ProcessEnv
  secrets: readonly string[]
  /** Keeper mode: where it writes. */
  keeperLog: string | null
}

export function startChild(deps: ChildDeps, plan: ChildPlan): Child {
  const { spawn, platform, timings, now, onChange } = deps
  const collector = createFactCollector({ now, secrets: plan.secrets, onFact: onChange })
  const file = plan.keeperLog === null ? null : openSync(plan.keeperLog, 'w', 0o600)
  const child = spawn(plan.binary, plan.args, {
    env: plan.env,
    stdio: file === null ? ['ignore', 'pipe', 'pipe'] : ['ignore', file, file],
    detached: platform !== 'win32' || file !== null,
    windowsHide: true,
  })
  if (file !== null) closeSync(file)
  let end: ChildEnd | null = null
  let asked = false
  const gone = new Promise<void>((resolve) => {
    // 'close' comes after the last output; a program that could not be started gives only 'error'.
    child.on('error', (error) => settle(null, null, error.message))
    child.on('close', (code, signal) => settle(code, signal, null))
    function settle(code: number | null, signal: NodeJS.Signals | null, startError: string | null) {
      if (end !== null || (startError !== null && child.pid !== undefined)) return
      stopFollowing()
      collector.end()
      guard?.release()
      end = endOf(collector.facts, { code, signal, asked, startError })
      resolve()
      onChange()
    }
  })
  const guard =
    file === null && child.pid !== undefined
      ? startGuard({
          spawn,
          platform,
          pid: child.pid,
          graceMs: timings.graceMs + timings.killAfterMs,
        })
      : null
  const stopFollowing =
    plan.keeperLog === null ? () => {} : followFile(plan.keeperLog, 0, collector.push)
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', collector.push)
  }
  if (file !== null) child.unref()

  return {
    pid: child.pid ?? null,
    facts: collector.facts,
    end: () => end,
    lines: collector.lines,
    async stop() {
      asked = true
      if (end === null && child.pid !== undefined) {
        const { graceMs, killAfterMs } = timings
        await endProcess({ pid: child.pid, gone, platform, spawn, graceMs, killAfterMs })
      }
      await gone
    },
    leave() {
      stopFollowing()
      child.removeAllListeners('close')
      child.on('error', () => {})
    },
  }
}

/** Takes over a process that an earlier run of the app left running; its identity is proven already. */
export function adoptChild(
  deps: ChildDeps,
  found: { pid: number; log: string; metricsPort: number; connectorId: string },
): Child {
  const { spawn, platform, timings, now, onChange } = deps
  const collector = createFactCollector({ now, secrets: [], onFact: onChange })
  Object.assign(collector.facts, { metricsPort: found.metricsPort, connectorId: found.connectorId })
  const watching = new AbortController()
  let end: ChildEnd | null = null
  let asked = false
  const stopFollowing = followFile(found.log, sizeOf(found.log), collector.push)
  const gone = untilGone(found.pid, watching.signal).then(() => {
    stopFollowing()
    if (watching.signal.aborted) return
    end = endOf(collector.facts, { code: null, signal: null, asked, startError: null })
    onChange()
  })
  return {
    pid: found.pid,
    facts: collector.facts,
    end: () => end,
    lines: collector.lines,
    async stop() {
      asked = true
      const { graceMs, killAfterMs } = timings
      if (end === null)
        await endProcess({ pid: found.pid, gone, platform, spawn, graceMs, killAfterMs })
    },
    leave: () => watching.abort(),
  }
}

function endOf(
  facts: ChildFacts,
  how: Pick<ChildEnd, 'code' | 'signal' | 'asked' | 'startError'>,
): ChildEnd {
  const { unknownFlag, tokenInvalid, metricsPortBusy, edgeLookupFailed, refused } = facts
  return { ...how, unknownFlag, tokenInvalid, metricsPortBusy, edgeLookupFailed, refused }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
