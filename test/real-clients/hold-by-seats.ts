/**
 * `npm run demo:programs -- --seats`: the bridge itself runs Claude Code and Codex as seats, turn by turn, each
 * on a model that only follows the tools' answers. Nobody types after the start, and the bridge is killed and
 * started again in the middle.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startBridgeProcess, type BridgeProcess } from '../../demo/bridge-process.ts'
import type { MethodResult } from '../../main/contract.ts'
import { contents } from './contents.ts'
import { installPrograms } from './install.ts'
import { programs } from './programs.ts'
import { startStubModel } from './stub-model.ts'

const seats = [
  { participant: 'claude', program: 'claude', by: 'claude-code' },
  { participant: 'chatgpt', program: 'codex', by: 'codex' },
]
/** A turn takes seconds; this is for a machine that is busy with other things. */
const longestMs = 10 * 60_000

/** True when the talk reached its verdict. */
export async function holdBySeats(say: (line: string) => void): Promise<boolean> {
  const work = await mkdtemp(join(tmpdir(), 'drawbridge-seats-'))
  const dataDir = join(work, 'data')
  await mkdir(dataDir)
  const models = await Promise.all(seats.map((_, index) => startStubModel(contents[index] ?? {})))
  const [claudeModel, codexModel] = models
  // Only what carries a login goes through to a seat: for Claude Code that can name the model's address.
  process.env['ANTHROPIC_BASE_URL'] = claudeModel?.url
  process.env['ANTHROPIC_API_KEY'] = 'none'
  process.env['HOME'] = join(work, 'home')
  await mkdir(process.env['HOME'])
  const provider = `{name="loopback",base_url="${codexModel?.url}/v1",wire_api="responses"}`
  const more = [
    ['--model', 'claude-sonnet-4-5'],
    [
      '-c',
      'model="gpt-5.4"',
      '-c',
      'model_provider="loopback"',
      '-c',
      `model_providers.loopback=${provider}`,
    ],
  ]
  let bridge: BridgeProcess | undefined
  try {
    const wanted = seats.flatMap(({ program }) => programs[program] ?? [])
    const bins = await installPrograms(
      process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs'),
      wanted,
    )
    bridge = await startBridgeProcess(dataDir)
    for (const [index, { participant, by }] of seats.entries()) {
      const folder = join(work, participant)
      await mkdir(folder)
      const words = [
        'seat',
        participant,
        '--by',
        by,
        '--folder',
        folder,
        '--path',
        bins[index] ?? '',
      ]
      say(await bridge.command(...words, '--', ...(more[index] ?? [])))
      say(await bridge.command('seat', 'test', participant))
    }
    const begun = await bridge.command(
      'talk',
      'start',
      'Which day should the bridge be painted, Saturday or Sunday?',
      '--between',
      'claude,chatgpt',
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
