/**
 * `npm run demo:programs [-- PROGRAM,PROGRAM…]`: real programs hold a talk, each on a model that only follows
 * the tools' answers. Fails unless each handed in what every phase asked for and ended by itself.
 * DRAWBRIDGE_PROGRAMS names a folder to keep the installed programs in.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBridgeProcess } from '../../demo/bridge-process.ts'
import { connectByUrl } from '../../demo/sides.ts'
import type { MethodResult } from '../../main/contract.ts'
import { contents } from './contents.ts'
import { installPrograms } from './install.ts'
import { programs } from './programs.ts'
import { runProgram } from './run-program.ts'
import { startStubModel } from './stub-model.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const names = (process.argv[2] ?? 'claude,codex').split(',')
/** A third seat is a participant of its own, whom the owner admits first. */
const third = 'opencode'
const seatNames = ['claude', 'chatgpt', third]
const work = await mkdtemp(join(tmpdir(), 'drawbridge-programs-'))
const dataDir = join(work, 'data')

const wanted = names.map((name) => {
  const program = programs[name]
  if (!program) throw new Error(`Choose from ${Object.keys(programs).join(', ')}, not ${name}`)
  return program
})
const places = process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs')
say(`Installing ${wanted.map((one) => `${one.package} ${one.version}`).join(', ')}`)
let failed = false
const givenUp = new AbortController()
try {
  const bins = await installPrograms(places, wanted)
  await mkdir(dataDir)
  const bridge = await startBridgeProcess(dataDir)
  try {
    const seats = seatNames.slice(0, wanted.length)
    if (seats.includes(third)) {
      const admit = (number: string) => bridge.command('approve', number, '--as', third)
      const side = await connectByUrl(bridge.mcpUrl, async (number) => void (await admit(number)))
      await side.close()
    }
    const question = 'Which day should the bridge be painted, Saturday or Sunday?'
    const begun = await bridge.command(
      'talk',
      'start',
      question,
      '--between',
      seats.join(','),
      '--json',
    )
    const { id } = JSON.parse(begun) as { id: string }
    await Promise.all(
      wanted.map(async (program, index) => {
        const seat = seats[index] ?? ''
        const home = join(work, seat)
        const folder = join(home, 'folder')
        await mkdir(folder, { recursive: true })
        const model = await startStubModel(contents[index] ?? {})
        const link = join(import.meta.dirname, '../../out/main/stdio.cjs')
        const server = { command: process.execPath, args: [link, '--as', seat, '--data', dataDir] }
        const recipe = program.recipe({ folder, home, model: model.url, server })
        const prompt = 'Continue the Drawbridge talk: call join_talk.'
        const ran = await runProgram(bins[index] ?? '', recipe, {
          prompt,
          folder,
          home,
          signal: givenUp.signal,
        })
        model.close()
        say(
          `\n${program.bin} ${program.version} as ${seat}: exit ${ran.code}, ${ran.seconds.toFixed(1)} s`,
        )
        for (const call of model.made) say(`  ${call}`)
        const ended = model.made.at(-1)?.includes('nothing more is asked') === true
        if (ran.code === 0 && ended) return
        failed = true
        givenUp.abort()
        say(`  It did not come to the end:\n${ran.output.slice(-2000)}\n${model.read.at(-1) ?? ''}`)
      }),
    )
    const shown = await bridge.command('talk', 'verdict', id, 'Saturday.', '--json')
    const talk = JSON.parse(shown) as MethodResult<'talks.get'>
    const handIns = seats.map(
      (seat) => talk.steps.filter((step) => step.kind === 'opened' && step.by === seat).length,
    )
    say(`\n${await bridge.command('talk', 'result', id)}`)
    // Sealed answers, whether they say the same, one critique each, keep or change.
    if (talk.state !== 'ended' || handIns.some((count) => count < 3)) failed = true
    say(
      failed
        ? 'FAILED'
        : `Each took its turn in every phase (${handIns.join(', ')} sealed hand-ins).`,
    )
  } finally {
    await bridge.stop()
  }
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 3 })
}
process.exitCode = failed ? 1 : 0
