/**
 * Where the secrets of a data folder are, recorded in the folder itself: once they are in a keychain,
 * no start may take a keychain that happens to be closed for a reason to make new ones.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'

const recordSchema = z.object({
  secrets: z.enum(['keychain', 'file']),
  /** Tells this folder's entries in the keychain from those of others, also after it is moved. */
  id: z.string().min(1),
})

export type PlaceRecord = z.infer<typeof recordSchema>

const recordPath = (dataDir: string): string => join(dataDir, 'secrets-place.json')

export async function readPlace(dataDir: string): Promise<PlaceRecord | undefined> {
  const path = recordPath(dataDir)
  try {
    return recordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    const reason = `its file ${path} cannot be understood`
    throw new BridgeError('data-folder-unusable', { dataDir, reason }, { cause: error })
  }
}

export async function writePlace(dataDir: string, record: PlaceRecord): Promise<void> {
  await writeFileAtomically(recordPath(dataDir), `${JSON.stringify(record)}\n`)
}

export const newPlaceId = (): string => randomUUID()
