/** Asks a cloudflared for its version, which also proves that it runs on this computer. */
import type { Spawn } from './types.ts'

const timeoutMs = 10_000
const pattern = /cloudflared version (\d+\.\d+\.\d+)/

/** Null when it cannot be started, says nothing of the kind, or takes too long. */
export function programVersion(spawn: Spawn, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text = ''
    const child = spawn(path, ['--version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const settle = (version: string | null) => {
      clearTimeout(timer)
      resolve(version)
    }
    child.stdout?.setEncoding('utf8')
    child.stdout?.on('data', (chunk: string) => (text = (text + chunk).slice(0, 4_096)))
    child.on('error', () => settle(null))
    child.on('close', () => settle(pattern.exec(text)?.[1] ?? null))
  })
}
