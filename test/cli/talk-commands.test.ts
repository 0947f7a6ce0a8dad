/** `drawbridge talk` against a running bridge, from the question to the result in a file. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { status } from '../../main/cli/bridge-commands.ts'
import { talk, type TalkOptions } from '../../main/cli/talk-commands.ts'
import { openBridge, temporaryDataDir } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

async function desk() {
  const { dataDir, invoke } = await openBridge()
  const run = (args: string[], options: Partial<TalkOptions> = {}, json = false) =>
    printed(dataDir, (context) => talk(context, args, { file: [], ...options }), { json })
  const start = async (options: Partial<TalkOptions>) => {
    const between = 'claude,chatgpt'
    const view = await run(['start', 'Tidy', 'up.'], { between, ...options }, true)
    return JSON.parse(view) as { id: string; files: string[]; bounds: { rounds: number } }
  }
  return { invoke, run, start, status: () => printed(dataDir, status) }
}

it('starts a talk on a file, lists it, steers it, and writes the result', async () => {
  const { invoke, run, start } = await desk()
  const folder = await temporaryDataDir()
  const plan = join(folder, 'plan.md')
  await writeFile(plan, 'A plan.')
  const { id, files, bounds } = await start({ form: 'work', file: [plan], rounds: 2 })
  expect(files).toEqual(['plan.md'])
  expect(bounds.rounds).toBe(2)
  expect(await run([])).toContain(id)
  expect(await run(['list'], { query: 'nothing of the kind' })).not.toContain(id)

  const state = async () => (await invoke('talks.get', { id })).state
  await run(['pause', id])
  expect(await state()).toBe('paused')
  await run(['resume', id])
  expect(await state()).toBe('open')
  await run(['say', id, 'Keep', 'it', 'short.'])
  await run(['skip', id])
  await run(['word', id, 'claude'])
  const view = await invoke('talks.get', { id })
  expect(view.seats.find(({ participant }) => participant === 'claude')?.hasTurn).toBe(true)
  await run(['more', id, 'rounds', '1'])
  expect((await invoke('talks.get', { id })).bounds.rounds).toBe(3)

  await expect(run(['result', id])).rejects.toThrow('has not ended')
  await run(['verdict', id, 'Tidy', 'enough.'])
  const watched = await run(['watch', id])
  expect(watched).toContain('Keep it short.')
  expect(watched).toContain('Tidy enough.')
  const out = join(folder, 'result.md')
  await run(['result', id], { out })
  expect(await readFile(out, 'utf8')).toBe(await run(['result', id]))
})

it('is mentioned by status while it waits for its owner', async () => {
  const { invoke, run, start, status: look } = await desk()
  const { id } = await start({})
  expect(await look()).not.toContain(`Talk ${id}`)
  await run(['pause', id])
  expect(await look()).toContain(`Talk ${id} is paused until you decide: Tidy up.`)
  await run(['resume', id])
  const content = { answer: 'Yes', text: 'Because.', confidence: 50 }
  for (const participant of ['claude', 'chatgpt'])
    await invoke('talks.paste', { id, participant, content })
  expect(await look()).toContain(`Talk ${id} waits for your verdict: Tidy up.`)
  await run(['verdict', id, 'Yes.'])
  expect(await look()).not.toContain(`Talk ${id}`)
})

it('says who could take part where nobody is named, and how each listens in words', async () => {
  const { run, start } = await desk()
  await expect(run(['start', 'Which?'])).rejects.toThrow(
    'Say who takes part: --between NAME,NAME. Known: claude, chatgpt.',
  )
  const { id } = await start({})
  expect(await run(['end', id])).toContain('  Claude: has not called yet')
})

it('prints one step a line for programs, and ends a talk without a verdict', async () => {
  const { run, start } = await desk()
  const { id } = await start({})
  const ended = JSON.parse(await run(['end', id], {}, true)) as { state: string }
  expect(ended.state).toBe('ended')
  const steps = (await run(['watch', id], {}, true)).trim().split('\n')
  expect(steps.map((line) => (JSON.parse(line) as { kind: string }).kind)).toContain('ended')
})

it.each([[['start']], [['say', 't1']], [['more', 't1', 'rounds']], [['dance']], [['list', 't1']]])(
  'explains how it is used when it is called as %j',
  async (args) => {
    const { run } = await desk()
    await expect(run(args)).rejects.toThrow('Use: drawbridge talk start')
  },
)
