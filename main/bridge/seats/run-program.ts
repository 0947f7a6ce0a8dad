/**
 * Runs a program once, within bounds: in a process group of its own, without a shell, with a wall clock
 * and a limit to what it may write. What it wrote is kept only as far as it explains how it ended.
 */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { endGroup } from './process-group.ts'

export interface Run {
  /** An absolute path. */
  path: string
  args: readonly string[]
  env: Record<string, string>
  folder: string
  prompt: string
  seconds: number
  /** Called with its process id before it is given anything to do. */
  started(pid: number): Promise<void>
  /** Each line it writes, cut to what can be looked at quickly. */
  line(text: string): void
  /** Aborted: it is ended, within the grace named by `graceMs`. */
  signal: AbortSignal
  graceMs: () => number
}

export interface Ran {
  /** Null when a signal ended it, or it never began. */
  code: number | null
  output: string
  /** Why it was ended by us; null when it ended by itself. */
  bound: 'time' | 'output' | null
  /** Why it could not be started. */
  problem: string | null
}

const mostOutputBytes = 32 * 1024 * 1024
const keptCharacters = 32 * 1024
const lineCharacters = 16 * 1024

export async function runProgram(run: Run): Promise<Ran> {
  const { path, args, env, folder, prompt, seconds, signal, graceMs } = run
  let [bound, output, bytes] = [null as Ran['bound'], '', 0]
  const child = spawn(path, [...args], {
    cwd: folder,
    env,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exit = new Promise<{ code: number | null; problem: string | null }>((resolve) => {
    child.once('exit', (code) => resolve({ code, problem: null }))
    child.once('error', (error) => resolve({ code: null, problem: error.message }))
  })
  const { pid } = child
  if (pid === undefined) return { code: null, output, bound, problem: (await exit).problem }

  let ending: Promise<void> | undefined
  const end = (): void => {
    ending ??= endGroup(pid, graceMs())
  }
  const endFor = (why: 'time' | 'output') => (): void => {
    bound ??= why
    end()
  }
  const clock = setTimeout(endFor('time'), seconds * 1000)
  signal.addEventListener('abort', end)
  const tooMuch = endFor('output')
  for (const stream of [child.stdout, child.stderr]) {
    readLines(stream, run.line, (text) => {
      bytes += text.length
      if (bytes > mostOutputBytes) tooMuch()
      output = (output + text).slice(-keptCharacters)
    })
  }
  child.stdin.on('error', () => {})
  try {
    await run.started(pid)
    if (signal.aborted) end()
    else child.stdin.end(prompt)
    const { code, problem } = await exit
    return { code, output, bound, problem }
  } finally {
    clearTimeout(clock)
    signal.removeEventListener('abort', end)
    // What a launcher left behind; and after an end of ours, what ignored it.
    await (ending ?? endGroup(pid, 0))
    child.stdin.destroy()
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/** Hands on what comes, and every line of it that is not absurdly long. */
function readLines(
  stream: Readable,
  line: (text: string) => void,
  chunk: (text: string) => void,
): void {
  let begun = ''
  stream.setEncoding('utf8')
  stream.on('error', () => {})
  stream.on('data', (text: string) => {
    chunk(text)
    const [first = '', ...others] = text.split('\n')
    begun = (begun + first).slice(0, lineCharacters)
    for (const next of others) {
      line(begun)
      begun = next.slice(0, lineCharacters)
    }
  })
  stream.on('end', () => begun !== '' && line(begun))
}
