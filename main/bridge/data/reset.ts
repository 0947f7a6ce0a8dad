/**
 * A reset moves everything in the data folder aside, so that the next start is a first one; nothing is
 * destroyed. It is asked for while everything is open, so it is written down, and carried out when
 * nothing is: as the bridge ends, or at the next start if it did not get that far.
 */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import type { Clock } from '../base/ports.ts'
import { nameFrom } from './names.ts'

const marker = 'reset.json'
const aside = 'before-reset'

/** Held open by whoever carries it out, copies already, or a program that is no data. */
const stays: ReadonlySet<string> = new Set([
  marker,
  aside,
  'backups',
  'bin',
  'bridge.lock',
  'bridge.lock-journal',
  'bridge.log',
  'tunnel.lock',
  'tunnel.lock-journal',
])

const markerSchema = z.object({ to: z.string().regex(/^[\w-]+$/) })

/** Writes down that everything is to be moved aside, and says where it will be. */
export async function requestReset(dataDir: string, clock: Clock): Promise<string> {
  const to = nameFrom(clock)
  await writeFileAtomically(join(dataDir, marker), `${JSON.stringify({ to })}\n`)
  return join(dataDir, aside, to)
}

/** Carries out what was asked for; only while nothing of the folder but its lock is open. */
export async function finishReset(dataDir: string): Promise<void> {
  const to = await readMarker(dataDir)
  if (to === undefined) return
  const folder = join(dataDir, aside, to)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(dataDir)) {
    if (!stays.has(name)) await rename(join(dataDir, name), join(folder, name))
  }
  // Last: what was interrupted before is gone on with at the next start.
  await rm(join(dataDir, marker), { force: true })
}

async function readMarker(dataDir: string): Promise<string | undefined> {
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(dataDir, marker), 'utf8'))).to
  } catch {
    // There is none; or it is damaged, and to move things by a guess would be worse than to stay.
    return undefined
  }
}
