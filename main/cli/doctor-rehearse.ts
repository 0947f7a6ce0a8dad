/** `drawbridge doctor rehearse`: follows a rehearsal, and asks the owner when it waits for them. */
import { setTimeout as wait } from 'node:timers/promises'
import type { MethodResult } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { checkLine } from './doctor-words.ts'
import type { LocalClient } from './local-client.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

type Rehearsal = MethodResult<'doctor.rehearsals'>[number]

const lookEveryMs = 300

export function rehearse(
  { withBridge, print, json }: CommandContext,
  [as = 'chatgpt', ...rest]: string[],
  usage: string,
  terminal: Terminal = createTerminal(),
): Promise<void> {
  if (rest.length > 0 || (as !== 'chatgpt' && as !== 'claude')) throw new UsageError(usage)
  return withBridge(async (bridge) => {
    const { id, origin } = await bridge.invoke('doctor.rehearse', { as })
    if (!json) terminal.say(`Rehearsing as ${as} at ${origin}`)
    const done = await follow(bridge, id, terminal)
    print(done, ({ steps, state }) => [
      ...steps.flatMap(checkLine),
      '',
      state === 'passed' ? 'All is well.' : 'It did not pass.',
    ])
    if (done.state !== 'passed') process.exitCode = 1
  }).finally(() => terminal.close())
}

async function follow(bridge: LocalClient, id: string, terminal: Terminal): Promise<Rehearsal> {
  let asked: string | undefined
  for (;;) {
    const all = await bridge.invoke('doctor.rehearsals', {})
    const rehearsal = all.find((one) => one.id === id)
    // Newer ones push out the oldest; this one is the newest but for those begun meanwhile.
    if (!rehearsal) throw new UsageError('The rehearsal was pushed out by newer ones.')
    if (rehearsal.state !== 'running') return rehearsal
    const { approval } = rehearsal
    if (approval !== undefined && approval !== asked) {
      asked = approval
      await ask(bridge, approval, terminal)
    }
    await wait(lookEveryMs)
  }
}

async function ask(bridge: LocalClient, number: string, terminal: Terminal): Promise<void> {
  if (!terminal.interactive) {
    terminal.say(`It waits for you: drawbridge approve ${number}`)
    return
  }
  const answer = await terminal.ask(`Its page shows the number ${number}. Approve it? [y/N] `)
  const yes = /^y(es)?$/i.test(answer.trim())
  await bridge.invoke(yes ? 'approvals.approve' : 'approvals.deny', { number })
}
