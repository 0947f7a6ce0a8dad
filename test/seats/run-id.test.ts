/** The id of a run, as it is given to the link on its command line. */
import { parseArgs } from 'node:util'
import { expect, it } from 'vitest'
import { newRunId } from '../../main/bridge/seats/run-seat.ts'

it('is taken as a value by the command line of the link, whatever it is', () => {
  const ids = Array.from({ length: 2_000 }, newRunId)
  const given = (id: string) =>
    parseArgs({ args: ['--run', id], options: { run: { type: 'string' } } }).values.run
  expect(ids.map(given)).toEqual(ids)
})
