/** Before each unit file, because the one before it used the same process and page. */
import { expect } from 'vitest'
import { makeReadyFor } from './slate.ts'

await makeReadyFor(expect.getState().testPath)
