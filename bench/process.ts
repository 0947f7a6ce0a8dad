/** How fast the built bridge starts, and how much memory it keeps. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { startBridgeProcess } from '../demo/bridge-process.ts'
import { post } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'

/** Milliseconds from starting the process until it answers, one value per start. */
export async function measureStart(starts: number): Promise<number[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const times: number[] = []
  for (let start = 0; start <= starts; start += 1) {
    const begun = performance.now()
    const bridge = await startBridgeProcess(dataDir)
    await fetch(new URL('/healthz', bridge.mcpUrl))
    // The first start makes the keys; what its owner feels every day are the others.
    if (start > 0) times.push(performance.now() - begun)
    await bridge.stop()
  }
  await rm(dataDir, { recursive: true, force: true })
  return times
}

/** Milliseconds that a Node program with nothing to do takes, one value per run. */
export async function measureEmptyNode(runs: number): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now()
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
    times.push(performance.now() - begun)
  }
  return times
}

export interface Memory {
  /** MB resident at rest, before and after each quarter of the calls. */
  residentMb: number[]
  /** The most that was ever resident, also between those looks and in what ran before. */
  peakMb: number
}

export async function measureMemory(bridge: SignedInBridge, calls: number): Promise<Memory> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const { mcpUrl, tokens } = bridge
  const look = toolCall(mcpUrl, '2026-07-28', 'check_inbox', () => ({}), tokens.claude)
  const resident = () => megabytes(bridge.pid, 'VmRSS')
  await rest()
  const residentMb = [await resident()]
  for (let quarter = 0; quarter < 4; quarter += 1) {
    let left = calls / 4
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while ((left -= 1) >= 0) await post(look, agent)
      }),
    )
    await rest()
    residentMb.push(await resident())
  }
  agent.destroy()
  return { residentMb, peakMb: await megabytes(bridge.pid, 'VmHWM') }
}

/** The bridge collects once it has been quiet for a moment (main/small-heap.ts). */
const rest = () => delay(13_000)

/** Linux only: elsewhere NaN, shown as such. */
export async function megabytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

/** CPU a process has used since it began. Linux only: elsewhere NaN. */
export async function cpuSeconds(pid: number): Promise<number> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8')
    // After the name in brackets, which may hold anything: utime and stime, in hundredths (proc(5)).
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
