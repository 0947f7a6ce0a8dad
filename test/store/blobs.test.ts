import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBlobs, hashOf } from '../../main/bridge/store/blobs.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const pathOf = (dir: string, sha256: string) => join(dir, sha256.slice(0, 2), sha256.slice(2))

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

test('a content is stored under its sha256 and read back', async () => {
  const dir = temporaryFolder()
  const blobs = createBlobs(dir)
  const content = Buffer.from('a plan')
  const sha256 = await blobs.put(content, async (hash) => hash)
  expect(sha256).toBe(hashOf(content))
  expect(statSync(pathOf(dir, sha256)).size).toBe(6)
  expect(await blobs.get(sha256)).toEqual(content)
  expect(blobs.getSync(sha256)).toEqual(content)
})

test('the same content written by many at once is stored once', async () => {
  const dir = temporaryFolder()
  const blobs = createBlobs(dir)
  const hashes = await Promise.all(
    Array.from({ length: 20 }, () => blobs.put(Buffer.from('same'), async (hash) => hash)),
  )
  expect(new Set(hashes).size).toBe(1)
  expect(filesUnder(dir)).toHaveLength(1)
})

test('a blob that was changed on disk, or is missing, is not returned', async () => {
  const dir = temporaryFolder()
  const blobs = createBlobs(dir)
  const sha256 = await blobs.put(Buffer.from('truth'), async (hash) => hash)
  writeFileSync(pathOf(dir, sha256), 'lies!')
  expect(await blobs.get(sha256)).toBeUndefined()
  expect(blobs.getSync(sha256)).toBeUndefined()
  expect(await blobs.get('0'.repeat(64))).toBeUndefined()
})

test('writing a content again repairs the blob that was changed on disk', async () => {
  const dir = temporaryFolder()
  const blobs = createBlobs(dir)
  const sha256 = await blobs.put(Buffer.from('truth'), async (hash) => hash)
  writeFileSync(pathOf(dir, sha256), 'lies!')
  await blobs.put(Buffer.from('truth'), async (hash) => hash)
  expect(String(await blobs.get(sha256))).toBe('truth')
})

test('what a crash left half-written is removed at the next start', () => {
  const dir = temporaryFolder()
  createBlobs(dir)
  writeFileSync(join(dir, '.tmp', 'half-written'), 'x')
  createBlobs(dir)
  expect(filesUnder(dir)).toEqual([])
})

test('sweeping removes what nobody refers to, but nothing that is being put to use', async () => {
  const dir = temporaryFolder()
  const blobs = createBlobs(dir)
  const kept = await blobs.put(Buffer.from('kept'), async (hash) => hash)
  const orphan = await blobs.put(Buffer.from('orphan'), async (hash) => hash)
  await blobs.put(Buffer.from('in use'), async (inUse) => {
    expect(blobs.sweep((sha256) => sha256 === kept)).toBe(1)
    expect(String(await blobs.get(inUse))).toBe('in use')
  })
  expect(String(await blobs.get(kept))).toBe('kept')
  expect(await blobs.get(orphan)).toBeUndefined()
})
