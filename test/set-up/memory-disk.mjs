/**
 * Temporary folders of the tests go to memory where the system has such a place (Linux). A commit of the
 * bridge waits for the disk, and thousands of them were nearly half the time of the unit tests; nothing
 * here pulls a plug, so nothing else is lost. `DRAWBRIDGE_TEST_DISK=1` keeps them on the disk.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const memory = '/dev/shm'
const prefix = 'drawbridge-tests-'
const tmpfs = 0x01021994
/** Less is not worth it; containers often have 64 MB. */
const enoughBytes = 2 * 1024 ** 3

/** A Vitest global set-up: workers and the programs they start inherit the environment. */
export function setup() {
  // Both projects ask for it.
  if (process.env.TMPDIR?.startsWith(join(memory, prefix))) return undefined
  if (process.env.DRAWBRIDGE_TEST_DISK || !hasRoom()) return undefined
  removeLeftovers()
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  if (!runsPrograms(folder)) {
    remove()
    return undefined
  }
  process.env.TMPDIR = folder
  return remove
}

function hasRoom() {
  try {
    const { type, bavail, bsize } = statfsSync(memory)
    return type === tmpfs && bavail * bsize >= enoughBytes
  } catch {
    return false
  }
}

/** Tests put programs into their folders; a file system may be mounted without leave to run any. */
function runsPrograms(folder) {
  try {
    const program = join(folder, 'program')
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 })
    execFileSync(program)
    rmSync(program)
    return true
  } catch {
    return false
  }
}

/** What a run left that was killed: memory nobody else gives back. */
function removeLeftovers() {
  for (const name of readdirSync(memory)) {
    const [pid] = name.startsWith(prefix) ? name.slice(prefix.length).split('-') : []
    if (pid && !isAlive(Number(pid))) {
      rmSync(join(memory, name), { recursive: true, force: true })
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
