/** Runs the suite's own command line and reads what it wrote about each scenario. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const programs = {
  '0.1': require.resolve('@modelcontextprotocol/conformance/dist/index.js'),
  '0.2': require.resolve('conformance-next/dist/index.js'),
}

/** A run takes a second or two; this only keeps one that hangs from outliving the test. */
const longestRunMs = 60_000

export type Suite = keyof typeof programs

interface Check {
  id: string
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'
  errorMessage?: string
}

/** What one scenario came to; a check that appears several times counts as its worst. */
export interface Outcome {
  passed: string[]
  failed: string[]
  warned: string[]
  skipped: string[]
  /** What the suite says about the failed and warned ones, for the reader of a failing test. */
  messages: string[]
}

export interface Watching {
  onOutput?: (text: string) => void
  /** Ends a run that waits for something that will not come. */
  signal?: AbortSignal
}

/** Runs one command against a server and gives the outcome of every scenario it ran. */
export async function runSuite(
  suite: Suite,
  args: string[],
  watching: Watching = {},
): Promise<Map<string, Outcome>> {
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-conformance-'))
  try {
    await runCommand(suite, [...args, '-o', dir], watching)
    const outcomes = new Map<string, Outcome>()
    for (const name of readdirSync(dir)) {
      const checks = readFileSync(join(dir, name, 'checks.json'), 'utf8')
      outcomes.set(scenarioOf(name), outcomeOf(JSON.parse(checks) as Check[]))
    }
    return outcomes
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The names the suite itself lists, so that a new scenario cannot go unnoticed. */
export async function listScenarios(suite: Suite, kind: '--server' | '--authorization') {
  let output = ''
  await runCommand(suite, ['list', kind], { onOutput: (text) => (output += text) })
  return [...output.matchAll(/^ {2}- (\S+)/gm)].map(([, name = '']) => name)
}

/** The exit code only says whether something failed, which the tables decide instead. */
function runCommand(suite: Suite, args: string[], { onOutput, signal }: Watching): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programs[suite], ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      timeout: longestRunMs,
    })
    const heard = (text: string) => onOutput?.(text)
    child.stdout.setEncoding('utf8').on('data', heard)
    child.stderr.setEncoding('utf8').on('data', heard)
    child.once('error', reject)
    child.once('close', () => resolve())
  })
}

/** `server-tools-list-2026-11-21T10-00-00-000Z` → `tools-list` */
const scenarioOf = (folder: string) =>
  folder.replace(/^(?:authorization-)?server-(?=.)/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '')

const worstFirst = ['FAILURE', 'WARNING', 'SKIPPED', 'SUCCESS'] as const

function outcomeOf(checks: Check[]): Outcome {
  const ids = [...new Set(checks.map(({ id }) => id))].sort()
  const worst = new Map(
    ids.map((id) => {
      const statuses = checks.filter((check) => check.id === id).map(({ status }) => status)
      return [id, worstFirst.find((status) => statuses.includes(status))]
    }),
  )
  const of = (status: Check['status']) => ids.filter((id) => worst.get(id) === status)
  return {
    passed: of('SUCCESS'),
    failed: of('FAILURE'),
    warned: of('WARNING'),
    skipped: of('SKIPPED'),
    messages: checks.flatMap(({ id, status, errorMessage }) =>
      status === 'FAILURE' || status === 'WARNING' ? [`${id}: ${errorMessage ?? ''}`] : [],
    ),
  }
}
