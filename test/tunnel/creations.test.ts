/** When a new quick tunnel may be asked for, and whose limit it is that says no. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCreations, type Creations } from '../../main/bridge/tunnel/creations.ts'
import { createStateFile } from '../../main/bridge/tunnel/state-file.ts'
import { defaultTimings as timings } from '../../main/bridge/tunnel/timings.ts'

let dataDir: string
let now: number
let creations: Creations
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-creations-'))
  now = 1_800_000_000_000
  const state = createStateFile(dataDir)
  creations = createCreations({ state, clock: { now: () => now }, timings })
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('three new addresses within the hour are our own limit, over when the first is an hour old', async () => {
  const first = now
  for (const _address of [1, 2, 3]) {
    expect(creations.blocked()).toBeNull()
    await creations.succeeded()
    now += 60_000
  }
  expect(creations.blocked()).toMatchObject({ kind: 'spaced', until: first + 3_600_000 })
  now = first + 3_600_000
  expect(creations.blocked()).toBeNull()
})

test('a refusal of the quick service stays its own, also when our limit is met as well', async () => {
  for (const _address of [1, 2, 3]) await creations.succeeded()
  await creations.failed('limited', 'status 429', 7_200_000)
  expect(creations.blocked()).toMatchObject({ kind: 'limited', until: now + 7_200_000 })
})
