/**
 * `npm run demo:programs [-- PROGRAM,PROGRAM…]`: real programs hold a talk of every form, each on a model
 * that only follows the tools' answers; and one more in which the second comes by HTTP with the token of a
 * sign-in. Fails unless each handed in what every phase asked for and ended by itself.
 * With `--seats [PROGRAM,PROGRAM]` the bridge runs two programs itself, turn by turn. With `--events` it runs Claude Code,
 * and wakes a subscriber that acts as ChatGPT does. With `--codex-queue` it tells a closed thread of Codex.
 * DRAWBRIDGE_PROGRAMS names a folder to keep the installed programs in.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBridgeProcess } from '../../demo/bridge-process.ts'
import { connectByUrl } from '../../demo/sides.ts'
import type { MethodResult } from '../../main/contract.ts'
import { builtInForms } from '../../main/bridge/talk/load-forms.ts'
import { contents } from './contents.ts'
import { holdByEvents } from './hold-by-events.ts'
import { holdBySeats } from './hold-by-seats.ts'
import { installPrograms } from './install.ts'
import { programs, type Server } from './programs.ts'
import { runProgram } from './run-program.ts'
import { startStubModel } from './stub-model.ts'
import { wakeCodex } from './wake-codex.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

if (process.argv[2] === '--seats') {
  const chosen = (process.argv[3] ?? 'claude,codex').split(',')
  process.exit((await holdBySeats(chosen, say)) ? 0 : 1)
}
if (process.argv[2] === '--events') process.exit((await holdByEvents(say)) ? 0 : 1)
if (process.argv[2] === '--codex-queue') process.exit((await wakeCodex(say)) ? 0 : 1)

const names = (process.argv[2] ?? 'claude,codex').split(',')
/** A third seat is a participant of its own, whom the owner admits first. */
const third = 'opencode'
const seatNames = ['claude', 'chatgpt', third]
const link = join(import.meta.dirname, '../../out/main/stdio.cjs')

const wanted = names.map((name) => {
  const program = programs[name]
  if (!program) throw new Error(`Choose from ${Object.keys(programs).join(', ')}, not ${name}`)
  return program
})
const seats = seatNames.slice(0, wanted.length)
const work = await mkdtemp(join(tmpdir(), 'drawbridge-programs-'))
const dataDir = join(work, 'data')
const places = process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs')
say(`Installing ${wanted.map((one) => `${one.package} ${one.version}`).join(', ')}`)
const givenUp = new AbortController()
try {
  const bins = await installPrograms(places, wanted)
  await mkdir(dataDir)
  const bridge = await startBridgeProcess(dataDir)
  try {
    const signIn = (as: string) =>
      connectByUrl(bridge.mcpUrl, async (number) => {
        await bridge.command('approve', number, '--as', as)
      })
    const signedIn = await signIn('chatgpt')
    if (seats.includes(third)) await (await signIn(third)).close()
    const byLink = (seat: string): Server => ({
      command: process.execPath,
      args: [link, '--as', seat, '--data', dataDir],
    })
    for (const { id } of builtInForms) await hold(id, byLink)
    await hold('second-opinion', (seat) =>
      seat === 'chatgpt' ? { url: bridge.mcpUrl, token: signedIn.accessToken } : byLink(seat),
    )
    await signedIn.close()
    say('Each took its turn in every phase of every form.')

    /** One talk from the question to the result. */
    async function hold(form: string, serverOf: (seat: string) => Server): Promise<void> {
      const question = 'Which day should the bridge be painted, Saturday or Sunday?'
      const options = ['--form', form, '--between', seats.join(','), '--rounds', '2', '--json']
      const begun = await bridge.command('talk', 'start', question, ...options)
      const { id } = JSON.parse(begun) as { id: string }
      const by = Object.keys(serverOf('chatgpt')).includes('url') ? ', the second by HTTP' : ''
      say(`\n${id}: ${form}${by}`)
      await Promise.all(wanted.map((_, index) => take(index, serverOf)))
      const shown = await bridge.command('talk', 'verdict', id, 'Saturday.', '--json')
      const talk = JSON.parse(shown) as MethodResult<'talks.get'>
      const handIns = talk.steps.filter(({ kind }) => kind === 'sealed' || kind === 'said')
      say(`  ${handIns.length} hand-ins`)
      for (const seat of seats) {
        if (!handIns.some((step) => step.by === seat)) throw new Error(`${seat} handed in nothing`)
      }
      const phases = builtInForms.find((one) => one.id === form)?.phases ?? []
      const passed = talk.steps.filter(({ kind }) => kind === 'phase').map(({ text }) => text)
      for (const { title } of phases) {
        if (!passed.includes(title)) throw new Error(`The talk did not pass "${title}"`)
      }
    }

    /** One seat's program, from its start to its own end. */
    async function take(index: number, serverOf: (seat: string) => Server): Promise<void> {
      const [program, seat = ''] = [wanted[index], seats[index]]
      if (!program) return
      const home = join(work, seat)
      const folder = join(home, 'folder')
      await mkdir(folder, { recursive: true })
      const model = await startStubModel(contents[index] ?? {})
      const server = serverOf(seat)
      const recipe = program.recipe({ folder, home, model: model.url, server })
      const prompt = 'Continue the Drawbridge talk: call join_talk.'
      const { signal } = givenUp
      const ran = await runProgram(bins[index] ?? '', recipe, { prompt, folder, home, signal })
      model.close()
      say(
        `  ${program.bin} ${program.version} as ${seat}: exit ${ran.code}, ${ran.seconds.toFixed(1)} s`,
      )
      for (const call of model.made) say(`    ${call}`)
      if (ran.code === 0 && model.made.at(-1)?.includes('nothing more is asked')) return
      say(`  It did not come to the end:\n${ran.output.slice(-2000)}\n${model.read.at(-1) ?? ''}`)
      givenUp.abort()
      throw new Error(`${program.bin} did not come to the end`)
    }
  } finally {
    await bridge.stop()
  }
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 3 })
}
