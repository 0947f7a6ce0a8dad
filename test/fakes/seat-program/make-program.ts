/** An executable that behaves as it is told, and what it kept of its runs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Behaviour, Kept } from './program.ts'

export interface FakeProgram {
  /** The executable. */
  path: string
  behave(behaviour: Behaviour): void
  kept(): Kept[]
}

/** In a folder of its own below `dir`. */
export function makeProgram(dir: string, name: string, behaviour: Behaviour = {}): FakeProgram {
  const folder = join(dir, name)
  mkdirSync(folder)
  const path = join(folder, 'claude')
  const behave = (next: Behaviour): void =>
    writeFileSync(join(folder, 'behaviour.json'), JSON.stringify(next))
  behave(behaviour)
  const program = join(import.meta.dirname, 'program.ts')
  const words = [process.execPath, program, folder].map((word) => `'${word}'`).join(' ')
  writeFileSync(path, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 })
  return {
    path,
    behave,
    kept() {
      try {
        const lines = readFileSync(join(folder, 'kept.jsonl'), 'utf8').trim().split('\n')
        return lines.map((line) => JSON.parse(line) as Kept)
      } catch {
        return []
      }
    },
  }
}
