/** What throughput was measured, as rows of a table and as a chart. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chartOf } from './chart.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'
import { bareSdk, measureThroughput, type Throughput } from './throughput.ts'

type Row = [what: string, measured: string, budget: string]

/** Ratios to the bare SDK echo. */
const budgets: Readonly<Record<string, number>> = {
  check_inbox: 4.5,
  'send_message, durable': 2.5,
  'tools/list': 3.5,
}

export function throughputRows(measured: readonly Throughput[]): Row[] {
  return measured.flatMap(({ era, perSecond, cpuMicros }) => {
    const sdk = perSecond[bareSdk] ?? Number.NaN
    const sdkCpu = cpuMicros[bareSdk] ?? Number.NaN
    return Object.entries(perSecond).map(([what, value]): Row => {
      const budget = budgets[what]
      const cpu = cpuMicros[what] ?? Number.NaN
      return [
        `${era}: ${what}`,
        `${Math.round(value).toLocaleString('en')}/s = ${(value / sdk).toFixed(2)} ×, ` +
          `${Math.round(cpu)} µs of CPU = 1 / ${(sdkCpu / cpu).toFixed(2)}`,
        budget === undefined ? '' : `≥ ${budget} ×`,
      ]
    })
  })
}

/** Measures throughput, prints the table and draws `throughput.svg`. */
export async function throughputAlone(
  against: string | undefined,
  seconds: number | undefined,
): Promise<void> {
  const bridge = await openSignedInBridge()
  const before = against === undefined ? undefined : await openSignedInBridge({}, against)
  try {
    const measured = await measureThroughput(bridge, {
      ...(before && { before }),
      ...(seconds !== undefined && { seconds }),
    })
    for (const row of throughputRows(measured)) process.stdout.write(`| ${row.join(' | ')} |\n`)
    await writeFile(join(import.meta.dirname, 'throughput.svg'), chartOf(measured))
  } finally {
    await bridge.close()
    await before?.close()
  }
}
