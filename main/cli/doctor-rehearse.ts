/** `drawbridge doctor rehearse`: follows a rehearsal, and asks the owner when it waits for them. */
import { setTimeout as wait } from 'node:timers/promises'
import type { MethodResult } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { checkLine } from './doctor-words.ts'
import { wrongUse } from './help.ts'
import type { LocalClient } from './local-client.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

type Rehearsal = MethodResult<'doctor.rehearsals'>[number]

const lookEveryMs = 300

const ends = { passed: 'All is well.', failed: 'It did not pass.' } as const

export function rehearse(
  { withBridge, print, json }: CommandContext,
  [as = 'chatgpt', ...rest]: string[],
  timeoutSeconds: number | undefined,
  terminal: Terminal = createTerminal(),
): Promise<void> {
  if (rest.length > 0 || (as !== 'chatgpt' && as !== 'claude')) throw wrongUse('doctor')
  return withBridge(async (bridge) => {
    const { id, origin } = await bridge.invoke('doctor.rehearse', { as })
    if (!json) terminal.say(`Rehearsing as ${as} at ${origin}`)
    const endsAt = timeoutSeconds === undefined ? undefined : Date.now() + timeoutSeconds * 1_000
    const done = await follow(bridge, id, terminal, endsAt)
    print(done, ({ steps, state }) => [
      ...steps.flatMap(checkLine),
      '',
      state === 'running' ? `It did not finish within ${timeoutSeconds} seconds.` : ends[state],
    ])
    if (done.state !== 'passed') process.exitCode = 1
  }).finally(() => terminal.close())
}

/** Until it is done, or `endsAt` has come; then nobody is waited for any more. */
async function follow(
  bridge: LocalClient,
  id: string,
  terminal: Terminal,
  endsAt: number | undefined,
): Promise<Rehearsal> {
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
      await ask(bridge, approval, terminal, endsAt)
    }
    if (endsAt !== undefined && Date.now() >= endsAt) {
      // So that it ends and cleans up now, and not when its approval expires.
      if (approval !== undefined) await endWait(bridge, approval)
      return rehearsal
    }
    await wait(lookEveryMs)
  }
}

async function endWait(bridge: LocalClient, number: string): Promise<void> {
  const waiting = await bridge.invoke('approvals.list', {})
  const waits = waiting.some((approval) => approval.number === number)
  if (waits) await bridge.invoke('approvals.deny', { number })
}

async function ask(
  bridge: LocalClient,
  number: string,
  terminal: Terminal,
  endsAt: number | undefined,
): Promise<void> {
  if (!terminal.interactive) {
    const waiting = await bridge.invoke('approvals.list', {})
    const found = waiting.find((approval) => approval.number === number)
    // Somebody was faster, in the panel for example.
    if (!found) return
    const until = Math.min(Date.parse(found.expiresAt), endsAt ?? Infinity)
    terminal.say(`It waits for you ${limitWords(until)}: drawbridge approve ${number}`)
    return
  }
  const typed = terminal.ask(`Its page shows the number ${number}. Approve it? [y/N] `)
  const answer = await (endsAt === undefined
    ? typed
    : Promise.race([typed, wait(endsAt - Date.now(), null, { ref: false })]))
  // The time is up; whoever follows it ends the wait.
  if (answer === null) return
  const yes = /^y(es)?$/i.test(answer.trim())
  await bridge.invoke(yes ? 'approvals.approve' : 'approvals.deny', { number })
}

function limitWords(until: number): string {
  const seconds = Math.max(0, Math.round((until - Date.now()) / 1_000))
  return seconds < 120
    ? `(${seconds} seconds at most)`
    : `(${Math.round(seconds / 60)} minutes at most)`
}
