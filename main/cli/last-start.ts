/**
 * How the owner last started the bridge, so that a stdio link that has to start it in the background
 * does the same: clients keep the address they know.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../bridge/base/atomic-file.ts'

const lastStartSchema = z.object({
  port: z.number().optional(),
  controlPort: z.number().optional(),
  tunnel: z.enum(['off', 'quick', 'named']).optional(),
  publicUrl: z.string().optional(),
})
export type LastStart = z.infer<typeof lastStartSchema>

const fileIn = (dataDir: string): string => join(dataDir, 'last-start.json')

/** What was chosen then; nothing when there was no start, or its file cannot be read. */
export async function readLastStart(dataDir: string): Promise<LastStart> {
  try {
    return lastStartSchema.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')))
  } catch {
    return {}
  }
}

export const rememberStart = (dataDir: string, start: LastStart): Promise<void> =>
  writeFileAtomically(fileIn(dataDir), `${JSON.stringify(start)}\n`)
