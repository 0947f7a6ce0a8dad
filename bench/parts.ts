/** The parts of `npm run bench`: what each measures, as rows of its table. Each has a bridge of its own. */
import { measureBigConversation } from './big-conversation.ts'
import { measureGuardCost } from './guard.ts'
import { measurePanelStart } from './panel-start.ts'
import { measurePanelTraffic } from './panel-traffic.ts'
import { measureEmptyNode, measureMemory, measureStart } from './process.ts'
import { openSignedInBridge, type SignedInBridge } from './signed-in-bridge.ts'
import { median, percentile } from './stats.ts'
import { throughputRows } from './throughput-table.ts'
import { measureThroughput } from './throughput.ts'
import { measureTrafficCost } from './traffic.ts'
import { measureWake } from './wake.ts'

export type Row = [what: string, measured: string, budget: string]

export interface Sizes {
  messages: number
  calls: number
}

interface Part {
  /** What is said while it is measured. */
  says: string
  measure(sizes: Sizes): Promise<Row[]>
}

const ms = (value: number) => `${value.toFixed(2)} ms`
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} ×`
const mb = (value: number | undefined) => `${Math.round(value ?? Number.NaN)} MB`

async function withBridge<T>(use: (bridge: SignedInBridge) => Promise<T>): Promise<T> {
  const bridge = await openSignedInBridge()
  return use(bridge).finally(() => bridge.close())
}

async function start(): Promise<Row[]> {
  const starts = median(await measureStart(10))
  const empty = median(await measureEmptyNode(10))
  return [
    ['second start → answering, median of 10', ms(starts), '≤ 190 ms'],
    ['… beside `node -e 0`', ratio(starts, empty), ''],
  ]
}

async function panel(): Promise<Row[]> {
  const { firstPaints, barePaints, homes, scriptBytes } = await measurePanelStart(10)
  const [first, bare] = [median(firstPaints), median(barePaints)]
  return [
    ['panel: first paint, median of 10', `${ms(first)} = ${ratio(first, bare)}`, '≤ 1.5 × bare'],
    ['panel: first paint of a bare page', ms(bare), ''],
    ['panel: Home is there, median of 10', ms(median(homes)), '≤ 300 ms'],
    ['panel: JavaScript until then, gzipped', `${Math.round(scriptBytes / 1000)} kB`, '≤ 250 kB'],
  ]
}

async function guard(): Promise<Row[]> {
  const { on, off } = await measureGuardCost()
  const what = 'send between models: CPU with the guard over none'
  const measured = `${Math.round(on)} µs over ${Math.round(off)} µs = ${ratio(on, off)}`
  return [[what, measured, '≤ 1.05 ×']]
}

async function wake(): Promise<Row[]> {
  const { times, disk } = await withBridge(measureWake)
  const both = (all: number[]) => `${ms(percentile(all, 0.5))}, ${ms(percentile(all, 0.99))}`
  return [
    ['send → wait_for_message returns, p50', ms(percentile(times, 0.5)), '≤ 1 ms'],
    ['send → wait_for_message returns, p99', ms(percentile(times, 0.99)), '≤ 3 ms'],
    ['a sync of this disk meanwhile, p50, p99', both(disk), ''],
  ]
}

async function memory({ calls }: Sizes): Promise<Row[]> {
  const { residentMb, peakMb } = await withBridge((bridge) => measureMemory(bridge, calls))
  const many = calls.toLocaleString('en')
  return [
    ['memory at rest, two clients signed in', mb(residentMb[0]), ''],
    [`… after ${many} calls`, mb(residentMb.at(-1)), '≤ 115 MB'],
    ['… highest of four looks, peak', `${mb(Math.max(...residentMb))}, ${mb(peakMb)}`, '≤ 150 MB'],
  ]
}

async function traffic(): Promise<Row[]> {
  const { recorded, unrecorded } = await measureTrafficCost()
  const what = 'check_inbox with and without a record of traffic'
  const measured = `${Math.round(recorded)}/s, ${Math.round(unrecorded)}/s = ${ratio(recorded, unrecorded)}`
  return [[what, measured, '≥ 0.97 ×']]
}

async function panelTraffic(): Promise<Row[]> {
  const { calls, seconds, frames, idle, heap, rows } = await measurePanelTraffic()
  const of = ({ drawn, dropped }: typeof idle) => `${dropped} of ${drawn + dropped}`
  const heaps = Object.values(heap).map((value) => `${value.toFixed(1)} MB`)
  return [
    [
      `panel: frames dropped while ${calls} calls pass in ${seconds.toFixed(0)} s`,
      `${of(frames)}, longest ${ms(frames.longest)}`,
      '',
    ],
    ['panel: the same with nothing crossing', of(idle), ''],
    [`panel: heap at first, after them, with ${rows} rows`, heaps.join(', '), ''],
  ]
}

async function conversation({ messages }: Sizes): Promise<Row[]> {
  const big = await measureBigConversation(messages)
  const count = big.messages.toLocaleString('en')
  return [
    [`search at ${count} messages, p50`, ms(big.searchP50), ''],
    [`search at ${count} messages, p95`, ms(big.searchP95), '≤ 2 ms'],
    ...Object.entries(big.byScript).map(([script, p95]): Row => [
      `… of it words of ${script}, p95`,
      ms(p95),
      '≤ 2 ms',
    ]),
    ['… words that were found', `${(100 * big.found).toFixed(1)} %`, ''],
    ['inbox page at 1,000 messages, p95', ms(big.inboxSmallP95), ''],
    [`inbox page at ${count} messages, p95`, ms(big.inboxBigP95), 'as at 1,000'],
  ]
}

export const parts: Readonly<Record<string, Part>> = {
  start: { says: 'Starting the bridge', measure: start },
  panel: { says: 'Opening the panel', measure: panel },
  guard: { says: 'Measuring what the guard costs', measure: guard },
  throughput: {
    says: 'Measuring throughput (about two minutes)',
    measure: async () => throughputRows(await withBridge((bridge) => measureThroughput(bridge))),
  },
  wake: { says: 'Measuring wake-ups', measure: wake },
  memory: { says: 'Measuring memory over many calls', measure: memory },
  traffic: { says: 'Measuring what the record of traffic costs (about 30 s)', measure: traffic },
  'panel-traffic': {
    says: 'Watching traffic in the panel (a minute or two)',
    measure: panelTraffic,
  },
  conversation: { says: 'Growing a conversation (minutes)', measure: conversation },
}
