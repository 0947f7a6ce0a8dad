/** One instance per user-data folder; the arguments of a second one reach the first. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

type OnSecond = (argv: string[], cwd: string) => void

/** False in a second process, which has told the first about itself. */
export function takeInstanceLock(folder: string, onSecond: OnSecond): boolean {
  const inbox = join(folder, 'double-instances')
  mkdirSync(inbox, { recursive: true })
  const lock = join(inbox, 'first.pid')
  if (isAlive(holder(lock))) {
    const letter = join(inbox, `${process.pid}.json`)
    writeFileSync(`${letter}.tmp`, JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
    renameSync(`${letter}.tmp`, letter)
    return false
  }
  writeFileSync(lock, String(process.pid))
  watch(inbox, () => readLetters(inbox, onSecond)).unref()
  return true
}

function readLetters(inbox: string, onSecond: OnSecond): void {
  for (const name of readdirSync(inbox).filter((entry) => entry.endsWith('.json'))) {
    const letter = join(inbox, name)
    const { argv, cwd } = JSON.parse(readFileSync(letter, 'utf8')) as {
      argv: string[]
      cwd: string
    }
    rmSync(letter)
    onSecond(argv, cwd)
  }
}

function holder(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
