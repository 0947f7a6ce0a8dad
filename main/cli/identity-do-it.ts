/** "Do it for me" on the command line: a plan, a yes, a report. Nothing is changed without the yes. */
import { BridgeError } from '../bridge/base/errors.ts'
import type { MethodResult } from '../contract.ts'
import { changeWords } from './identity-words.ts'
import type { LocalClient } from './local-client.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

export interface DoItOptions {
  /** Without asking; needed where nobody can be asked. */
  yes: boolean
  /** Changes that touch other applications too. */
  also: string[]
}

const explorer = 'https://manage.auth0.com/#/apis/management/explorer'

/** Resolves with the report, or with the plan when the owner said no. */
export async function doItForMe(
  bridge: LocalClient,
  terminal: Terminal,
  { yes, also }: DoItOptions,
): Promise<MethodResult<'identity.apply'>> {
  if (!terminal.interactive && !yes) {
    throw new UsageError('Nobody can be asked here: look at the plan first, or add --yes')
  }
  await takeToken(bridge, terminal)
  try {
    const plan = await bridge.invoke('identity.plan', {})
    terminal.say(['', 'This is what would be done:', ...plan.flatMap(changeWords), ''])
    const choose = [...also]
    for (const { id, choice, what, after } of plan) {
      if (!choice || also.includes(id) || yes) continue
      if (await agreed(terminal, `Also ${what}: ${after}?`)) choose.push(id)
    }
    const anything = plan.some(({ id, state }) => state === 'planned' || choose.includes(id))
    if (!anything) return plan
    if (!yes && !(await agreed(terminal, 'Do this?'))) return plan
    return await bridge.invoke('identity.apply', { choose })
  } finally {
    await bridge.invoke('identity.forget-token', {})
  }
}

async function takeToken(bridge: LocalClient, terminal: Terminal): Promise<void> {
  if (terminal.interactive) {
    terminal.say([
      `Open ${explorer}`,
      'Choose your tenant at the top left, create the token, and copy it with the copy button.',
      'It is used now, kept in memory only, and forgotten at the end.',
    ])
  }
  const token = await terminal.secret('One-time token (not shown): ')
  if (token === '') throw new BridgeError('auth0-token-needed')
  await bridge.invoke('identity.token', { token })
}

const agreed = async (terminal: Terminal, question: string): Promise<boolean> =>
  /^y(?:es)?$/i.test(await terminal.ask(`${question} [y/N] `))
