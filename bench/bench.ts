/**
 * `npm run bench`: the budgets of the design, measured in one run and printed as a table. Ratios to a
 * bare SDK server on the same machine in the same minutes mean more than the figures themselves.
 * `npm run bench -- --messages 100000` makes the big conversation smaller; `--only throughput` measures that
 * alone and draws it, `--against FILE` with another build (its out/main/headless.cjs) as a row, `--seconds 0.6` in shorter
 * rounds; `--only wake` measures how long a waiting call takes to return.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { measureBigConversation } from './big-conversation.ts'
import { measureGuardCost } from './guard.ts'
import { measurePanelStart } from './panel-start.ts'
import { measurePanelTraffic } from './panel-traffic.ts'
import { measureMemory, measureStart } from './process.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'
import { median, percentile } from './stats.ts'
import { throughputAlone, throughputRows } from './throughput-table.ts'
import { measureThroughput } from './throughput.ts'
import { measureTrafficCost } from './traffic.ts'
import { measureWake } from './wake.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    only: { type: 'string' },
    against: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const rows: [what: string, measured: string, budget: string][] = []
const note = (text: string) => process.stderr.write(`${text}\n`)
const ms = (value: number) => `${value.toFixed(2)} ms`
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} ×`

if (values.only === 'wake') {
  const bridge = await openSignedInBridge()
  const { times, disk } = await measureWake(bridge).finally(() => bridge.close())
  for (const [what, all] of Object.entries({ 'send → wait returns': times, 'a sync': disk })) {
    note(`${what}: p50 ${ms(percentile(all, 0.5))}, p99 ${ms(percentile(all, 0.99))}`)
  }
  process.exit(0)
}

if (values.only === 'throughput') {
  await throughputAlone(
    values.against,
    values.seconds === undefined ? undefined : Number(values.seconds),
  )
  process.exit(0)
}

note('Starting the bridge…')
const starts = await measureStart(10)
rows.push(['start → answering, median of 10', ms(median(starts)), '≤ 400 ms'])

note('Opening the panel…')
const panel = await measurePanelStart(10)
rows.push(
  ['panel: first paint, median of 10', ms(median(panel.firstPaints)), '≤ 300 ms'],
  ['panel: first paint of a bare page', ms(median(panel.barePaints)), ''],
  ['panel: Home is there, median of 10', ms(median(panel.homes)), ''],
  [
    'panel: JavaScript until then, gzipped',
    `${Math.round(panel.scriptBytes / 1000)} kB`,
    '≤ 250 kB',
  ],
)

note('Measuring what the guard costs…')
const guard = await measureGuardCost()
rows.push([
  'send between models: CPU with the guard over none',
  `${Math.round(guard.on)} µs over ${Math.round(guard.off)} µs = ${ratio(guard.on, guard.off)}`,
  '≤ 1.05 ×',
])

const bridge = await openSignedInBridge()
try {
  note('Measuring throughput (about two minutes)…')
  rows.push(...throughputRows(await measureThroughput(bridge)))
  note('Measuring wake-ups…')
  const wakes = await measureWake(bridge)
  rows.push(
    ['send → wait_for_message returns, p50', ms(percentile(wakes.times, 0.5)), '≤ 1 ms'],
    ['send → wait_for_message returns, p99', ms(percentile(wakes.times, 0.99)), '≤ 3 ms'],
    [
      'a sync of this disk meanwhile, p50, p99',
      `${ms(percentile(wakes.disk, 0.5))}, ${ms(percentile(wakes.disk, 0.99))}`,
      '',
    ],
  )
  note('Measuring memory over 100,000 calls…')
  const { residentMb, peakMb } = await measureMemory(bridge, 100_000)
  const mb = (value: number | undefined) => `${Math.round(value ?? Number.NaN)} MB`
  rows.push([
    'memory before 100,000 calls, highest, after, peak of the whole run',
    `${mb(residentMb[0])}, ${mb(Math.max(...residentMb))}, ${mb(residentMb.at(-1))}, ${mb(peakMb)}`,
    '≤ 150 MB, flat',
  ])
} finally {
  await bridge.close()
}

note('Measuring what the record of traffic costs (about 30 s)…')
const { recorded, unrecorded } = await measureTrafficCost()
rows.push([
  'check_inbox with and without a record of traffic',
  `${Math.round(recorded)}/s, ${Math.round(unrecorded)}/s = ${ratio(recorded, unrecorded)}`,
  '≥ 0.97 ×',
])

note('Watching traffic in the panel (a minute or two)…')
const watched = await measurePanelTraffic()
const ofFrames = ({ drawn, dropped }: { drawn: number; dropped: number }) =>
  `${dropped} of ${drawn + dropped}`
const heap = Object.values(watched.heap).map((mb) => `${mb.toFixed(1)} MB`)
rows.push(
  [
    `panel: frames dropped while ${watched.calls} calls pass in ${watched.seconds.toFixed(0)} s`,
    `${ofFrames(watched.frames)}, longest ${ms(watched.frames.longest)}`,
    '',
  ],
  ['panel: the same with nothing crossing', ofFrames(watched.idle), ''],
  [`panel: heap at first, after them, with ${watched.rows} rows`, heap.join(', '), ''],
)

const messages = Number(values.messages)
note(`Growing a conversation to ${messages.toLocaleString('en')} messages (minutes)…`)
const big = await measureBigConversation(messages)
const count = big.messages.toLocaleString('en')
rows.push(
  [`search at ${count} messages, p50`, ms(big.searchP50), ''],
  [`search at ${count} messages, p95`, ms(big.searchP95), '≤ 2 ms'],
  ...Object.entries(big.byScript).map(([script, p95]): (typeof rows)[number] => [
    `… of it words of ${script}, p95`,
    ms(p95),
    '≤ 2 ms',
  ]),
  ['… words that were found', `${(100 * big.found).toFixed(1)} %`, ''],
  ['inbox page at 1,000 messages, p95', ms(big.inboxSmallP95), ''],
  [`inbox page at ${count} messages, p95`, ms(big.inboxBigP95), 'as at 1,000'],
)

process.stdout.write(
  `\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}\n\n`,
)
process.stdout.write('| what | measured | budget |\n|---|---|---|\n')
for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`)
