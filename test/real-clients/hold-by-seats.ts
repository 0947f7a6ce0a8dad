/**
 * `npm run demo:programs -- --seats [PROGRAM,PROGRAM]`: the bridge itself runs two programs as seats, turn by turn, each
 * on a model that only follows the tools' answers. Nobody types after the start, and the bridge is killed and
 * started again in the middle.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startBridgeProcess, type BridgeProcess } from '../../demo/bridge-process.ts'
import type { MethodResult } from '../../main/contract.ts'
import { contents } from './contents.ts'
import { installPrograms } from './install.ts'
import { launcherOf, seatPrograms } from './seat-programs.ts'
import { startStubModel } from './stub-model.ts'

const participants = ['claude', 'chatgpt']
/** A turn takes seconds; this is for a machine that is busy with other things. */
const longestMs = 10 * 60_000

/** `names`: of two programs. True when the talk reached its verdict. */
export async function holdBySeats(
  names: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  // Gemini CLI skips its settings below a folder that everybody may write to, as the temporary one is on Linux.
  const place = names.includes('gemini') ? homedir() : tmpdir()
  const work = await mkdtemp(join(place, '.drawbridge-seats-'))
  const dataDir = join(work, 'data')
  await mkdir(dataDir)
  // Otherwise most of the time goes by waiting for the next minute.
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ wake: { perMinute: 60 } }))
  const wanted = names.map((name) => {
    const program = seatPrograms[name]
    if (!program)
      throw new Error(`Choose from ${Object.keys(seatPrograms).join(', ')}, not ${name}`)
    return program
  })
  const models = await Promise.all(wanted.map((_, index) => startStubModel(contents[index] ?? {})))
  const home = join(work, 'home')
  process.env['HOME'] = home
  await mkdir(home)
  let bridge: BridgeProcess | undefined
  try {
    const bins = await installPrograms(
      process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs'),
      wanted,
    )
    bridge = await startBridgeProcess(dataDir)
    for (const [index, program] of wanted.entries()) {
      const [participant = '', model = ''] = [participants[index], models[index]?.url]
      const folder = join(work, participant)
      await mkdir(folder)
      const path = await launcherOf(program, {
        folder: join(work, `${participant}-launcher`),
        path: bins[index] ?? '',
        model,
        home,
      })
      const words = ['seat', participant, '--by', program.by, '--folder', folder, '--path', path]
      const more = program.args?.(model) ?? []
      say(await bridge.command(...words, ...(more.length === 0 ? [] : ['--', ...more])))
      say(await bridge.command('seat', 'test', participant))
    }
    const begun = await bridge.command(
      'talk',
      'start',
      'Which day should the bridge be painted, Saturday or Sunday?',
      '--between',
      participants.join(','),
      '--json',
    )
    const { id } = JSON.parse(begun) as { id: string }
    let killed = false
    const until = Date.now() + longestMs
    for (;;) {
      if (Date.now() > until) throw new Error('The talk did not reach its verdict')
      const talks = JSON.parse(await bridge.command('talk', '--json')) as MethodResult<'talks.list'>
      const talk = talks.find((one) => one.id === id)
      if (talk?.turn.includes('owner')) break
      const list = JSON.parse(await bridge.command('seat', '--json')) as MethodResult<'seats.list'>
      const round = list.some(({ last }) => last?.cause === 'turn' && last.outcome === 'done')
      if (!killed && round && list.some(({ running }) => running !== null)) {
        say('The bridge is killed while a program answers, and started again.')
        await bridge.kill()
        bridge = await startBridgeProcess(dataDir)
        killed = true
      }
      await delay(250)
    }
    say(await bridge.command('talk', 'verdict', id, 'Saturday.'))
    say(await bridge.command('wake', 'log'))
    say(await bridge.command('talk', 'result', id))
    return true
  } catch (error) {
    for (const { made, read } of models) say(`${made.join('\n')}\n${read.at(-1) ?? ''}`)
    throw error
  } finally {
    await bridge?.stop()
    for (const model of models) model.close()
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}
