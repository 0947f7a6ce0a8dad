/** Runs one program once: in a process group and a home of its own, ended when its time is up or it is given up. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Recipe } from './programs.ts'

export interface Ran {
  code: number | null
  seconds: number
  output: string
}

export interface Run {
  prompt: string
  folder: string
  home: string
  signal: AbortSignal
}

const longestSeconds = 150

export async function runProgram(
  bin: string,
  { args, env }: Recipe,
  { prompt, folder, home, signal }: Run,
): Promise<Ran> {
  const began = performance.now()
  const child = spawn(bin, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', TERM: 'dumb', ...env },
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const endAll = (): void => {
    try {
      process.kill(process.platform === 'win32' ? (child.pid ?? 0) : -(child.pid ?? 0), 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  const tooLong = setTimeout(endAll, longestSeconds * 1000)
  process.once('exit', endAll)
  signal.addEventListener('abort', endAll)
  child.stdin.on('error', () => undefined).end(prompt)
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve).once('error', reject)
  })
  clearTimeout(tooLong)
  endAll()
  process.off('exit', endAll)
  signal.removeEventListener('abort', endAll)
  const seconds = (performance.now() - began) / 1000
  return { code, seconds, output: (await output).join('\n').trim() }
}
