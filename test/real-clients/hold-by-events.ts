/**
 * `npm run demo:programs -- --events`: the real Claude Code, run by the bridge on a model that only follows the tools'
 * answers, debates with a subscriber that acts as ChatGPT does. Nobody types after the start.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contents } from './contents.ts'
import { debateByEvents } from './debate-by-events.ts'
import { installPrograms } from './install.ts'
import { launcherOf, seatPrograms } from './seat-programs.ts'
import { startStubModel } from './stub-model.ts'

const longestMs = 5 * 60_000

/** True when the debate reached its result. */
export async function holdByEvents(say: (line: string) => void): Promise<boolean> {
  const work = await mkdtemp(join(tmpdir(), 'drawbridge-events-'))
  const program = seatPrograms['claude']
  if (!program) throw new Error('There is no Claude Code among the programs')
  const model = await startStubModel(contents[0] ?? {})
  const home = join(work, 'home')
  process.env['HOME'] = home
  await mkdir(home)
  try {
    const folder = process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs')
    const [bin = ''] = await installPrograms(folder, [program])
    const launcher = { folder: join(work, 'launcher'), path: bin, model: model.url, home }
    const path = await launcherOf(program, launcher)
    const args = program.args?.(model.url) ?? []
    const debate = await debateByEvents({ work, claude: { path, args }, longestMs, say })
    for (const { event, calls } of debate.chatgpt.turns) {
      say(`ChatGPT's side, woken by ${event}: ${calls.join(', ') || 'nothing to do'}`)
    }
    say(`Claude Code's model: ${model.made.join(', ')}`)
    return debate.talk.state === 'ended'
  } finally {
    model.close()
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}
