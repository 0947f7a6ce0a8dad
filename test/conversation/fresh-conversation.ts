/** A real conversation in a temporary folder, which can be closed and opened again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import type { ConversationLimits } from '../../main/bridge/conversation/types.ts'
import { BridgeError, type ErrorCode } from '../../main/bridge/base/errors.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore, type StoreOptions } from '../../main/bridge/store/open-store.ts'
import { layDatabase } from '../fakes/ready-database.ts'

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export function openConversation(
  dir: string,
  limits: Partial<ConversationLimits> = {},
  freeBytes?: () => number,
  syncFile?: StoreOptions['syncFile'],
) {
  const path = join(dir, 'bridge.db')
  layDatabase(path)
  const store = openStore({
    path,
    ...(freeBytes && { freeBytes }),
    ...(syncFile && { syncFile }),
  })
  onTestFinished(() => store.close())
  // A clock that moves with every look, so that times can be told apart.
  let now = Date.UTC(2026, 10, 21, 9)
  const clock = { now: () => (now += 1000) }
  const blobs = createBlobs(join(dir, 'files'))
  const conversation = createConversation({
    store,
    blobs,
    clock,
    limits: { ...standardLimits, ...limits },
  })
  return { conversation, store, blobs }
}

export function freshConversation(
  limits: Partial<ConversationLimits> = {},
  freeBytes?: () => number,
  syncFile?: StoreOptions['syncFile'],
) {
  const dir = temporaryFolder()
  return { dir, ...openConversation(dir, limits, freeBytes, syncFile) }
}

/** The code of the BridgeError that `work` throws or rejects with. */
export async function refusal(work: () => unknown): Promise<ErrorCode> {
  try {
    await work()
  } catch (error) {
    if (error instanceof BridgeError) return error.code
    throw error
  }
  throw new Error('it was not refused')
}
