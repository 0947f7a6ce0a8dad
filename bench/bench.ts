/**
 * `npm run bench`: the budgets of the design, measured in one run and printed as a table. Ratios to a
 * bare SDK server on the same machine in the same minutes mean more than the figures themselves.
 * `npm run bench -- --messages 100000` makes the big conversation smaller, `--calls 50000` the look at memory shorter.
 * `--only start` measures one part alone (parts.ts names them). `--only throughput` draws it, too; `--against FILE` with
 * another build (its out/main/headless.cjs) as a row, `--seconds 0.6` in shorter rounds.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { parts, type Row } from './parts.ts'
import { throughputAlone } from './throughput-table.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '100000' },
    only: { type: 'string' },
    against: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const note = (text: string) => process.stderr.write(`${text}…\n`)

if (values.only === 'throughput') {
  await throughputAlone(
    values.against,
    values.seconds === undefined ? undefined : Number(values.seconds),
  )
  process.exit(0)
}

const chosen = Object.entries(parts).filter(
  ([name]) => values.only === undefined || name === values.only,
)
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}`)

const sizes = { messages: Number(values.messages), calls: Number(values.calls) }
const rows: Row[] = []
for (const [, { says, measure }] of chosen) {
  note(says)
  rows.push(...(await measure(sizes)))
}

process.stdout.write(
  `\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}\n\n`,
)
process.stdout.write('| what | measured | budget |\n|---|---|---|\n')
for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`)
