/**
 * `node scripts/run.mjs bench/events.ts [--beside PYTHON]`: from the letter being accepted until a callback on
 * this computer has read the event, with 1, 20 and 200 subscriptions that all want it; `--beside` measures
 * mcp-webhook-events in the same run, in turns. The database is on disk and every commit waits for it.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openOurs } from './events/ours.ts'
import { openTheirs } from './events/theirs.ts'
import type { Served } from './events/served.ts'
import { median, percentile } from './stats.ts'
import { endWithUs } from '../demo/end-with-us.ts'

const { values } = parseArgs({ options: { beside: { type: 'string' } } })
/** Subscriptions, letters, and letters before those, which open connections and warm up. */
const sizes = [
  [1, 100, 3],
  [20, 15, 3],
  [200, 4, 1],
] as const

interface Read {
  eventId: string
  at: string
}

const receiver = endWithUs(
  fork(join(import.meta.dirname, 'events', 'receiver.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  }),
)
const [{ ports }] = (await once(receiver, 'message')) as [
  { ports: { secure: number; plain: number } },
]

/** Milliseconds from the commit to each callback, and to the last of a letter. */
async function measure(served: Served, [subscriptions, letters, warmUps]: (typeof sizes)[number]) {
  const each: number[] = []
  const last: number[] = []
  for (let letter = 0; letter < letters + warmUps; letter += 1) {
    const times: bigint[] = []
    const all = Promise.withResolvers<void>()
    const arrived = ({ at }: Read): void => {
      times.push(BigInt(at))
      if (times.length === subscriptions) all.resolve()
    }
    receiver.on('message', arrived)
    const accepted = await served.emit(letter)
    await all.promise
    receiver.off('message', arrived)
    await served.settled()
    if (letter < warmUps) continue
    const took = times.map((at) => Number(at - accepted) / 1e6)
    each.push(...took)
    last.push(Math.max(...took))
  }
  return { each, last }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`
const row = (...cells: string[]): void =>
  console.log(cells.map((cell, index) => cell.padEnd(index === 0 ? 22 : 15)).join(''))

row('', 'subscriptions', 'p50', 'p99', 'last, p50')
for (const size of sizes) {
  const [subscriptions] = size
  const middles: number[] = []
  const sides = [
    ['drawbridge', () => openOurs(subscriptions, `https://127.0.0.1:${ports.secure}/`)],
    ...(values.beside === undefined
      ? []
      : ([
          [
            'mcp-webhook-events',
            () =>
              openTheirs(values.beside ?? '', subscriptions, `http://127.0.0.1:${ports.plain}/`),
          ],
        ] as const)),
  ] as const
  for (const [name, open] of sides) {
    const served = await open()
    const { each, last } = await measure(served, size)
    await served.close()
    middles.push(median(each))
    row(name, String(subscriptions), ms(median(each)), ms(percentile(each, 0.99)), ms(median(last)))
  }
  const [ours = 0, theirs] = middles
  if (theirs !== undefined) row('', '', `${(theirs / ours).toFixed(1)} × quicker`)
}
receiver.disconnect()
