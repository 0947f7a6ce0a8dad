/**
 * The public addresses the bridge had before, for a month: clients that signed in there have to be
 * connected again, and their owner is told why and since when.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import type { Clock } from '../base/ports.ts'

const rememberedMs = 30 * 86_400_000

const lostSchema = z.array(z.object({ url: z.string(), lostAt: z.string(), reason: z.string() }))
export type LostAddress = z.infer<typeof lostSchema>[number]

export interface AddressHistory {
  find(url: string): LostAddress | undefined
  add(url: string, reason: string): Promise<void>
}

export async function openAddressHistory(dataDir: string, clock: Clock): Promise<AddressHistory> {
  const path = join(dataDir, 'lost-addresses.json')
  let lost = await readLost(path)
  return {
    find: (url) => lost.find((address) => address.url === url),
    async add(url, reason) {
      const now = clock.now()
      const young = lost.filter(
        (address) => address.url !== url && Date.parse(address.lostAt) > now - rememberedMs,
      )
      lost = [...young, { url, lostAt: new Date(now).toISOString(), reason }]
      await writeFileAtomically(path, `${JSON.stringify(lost, null, 2)}\n`)
    },
  }
}

/** Nothing depends on this file but an explanation, so an unreadable one is an empty one. */
async function readLost(path: string): Promise<LostAddress[]> {
  try {
    return lostSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return []
  }
}
