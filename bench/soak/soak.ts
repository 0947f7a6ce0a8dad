/**
 * `npm run soak`: an hour of honest and hostile load together against the built bridge on loopback, with a
 * `kill -9` in the middle; ends with a report, and with exit code 1 when a promise was broken.
 * `npm run soak -- --minutes 5 --restarts 2 --seed 7` makes it shorter, rougher, and repeats one.
 */
import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { unguarded } from '../../main/bridge/conversation/guard/guard.ts'
import type { SettingsPatch } from '../../main/contract/settings-schema.ts'
import { openSoakBridge } from './bridge.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { judge } from './verdicts.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    restarts: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
})
const [minutes, restarts, seed] = [values.minutes, values.restarts, values.seed].map(Number) as [
  number,
  number,
  number,
]
if (!(minutes > 0 && restarts >= 0 && Number.isInteger(restarts) && Number.isInteger(seed))) {
  throw new Error('Use: npm run soak -- [--minutes N] [--restarts N] [--seed N]')
}

const settings: SettingsPatch = {
  tunnel: 'off',
  // The two write more than models may without their owner.
  guard: unguarded,
  // So short that tokens are renewed all the time, also across the kill.
  signIn: { accessTokenMinutes: 1 },
  // Full within a minute or two, so that its filling up is not taken for a leak.
  retention: { trafficRows: 2_000 },
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const note = (line: string) => process.stderr.write(`${line}\n`)
const loadBefore = loadavg()[0] ?? Number.NaN
const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-soak-'))
try {
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings))
  const bridge = await openSoakBridge(dataDir, () => stop.abort())
  try {
    note(`${minutes} minutes with seed ${seed}…`)
    const facts = await run({ bridge, minutes, restarts, seed, stop: stop.signal, note })
    const verdicts = judge(facts)
    const machine = `${cpus().length} cores, load ${loadBefore.toFixed(1)} before and ${loadavg()[0]?.toFixed(1)} after, Node ${process.version}`
    process.stdout.write(
      report({ ...facts, verdicts, title: `${minutes} min, seed ${seed}, ${machine}` }),
    )
    process.exitCode = verdicts.some(({ kept }) => kept === false) ? 1 : 0
  } finally {
    // Where it failed, what is still under way ends too.
    stop.abort()
    await bridge.stop()
  }
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
