/** The guide on the command line: step by step with somebody there, in one go without. */
import type { MethodParams, MethodResult } from '../contract.ts'
import { BridgeError } from '../bridge/base/errors.ts'
import { changeWords, checkWords, stepWords, type Step } from './identity-words.ts'
import { doItForMe } from './identity-do-it.ts'
import { testSignIn } from './identity-test.ts'
import type { LocalClient } from './local-client.ts'
import type { Terminal } from './terminal.ts'

export type Draft = MethodParams<'identity.save'>

/** What was given as options; the secret never is. */
export type Given = Omit<Draft, 'clientSecret'>

/** Keeps what was given and the secret from stdin, then checks every step. */
export async function setUpAtOnce(
  bridge: LocalClient,
  terminal: Terminal,
  given: Given,
): Promise<MethodResult<'identity.check'>> {
  const clientSecret = await terminal.secret('')
  await bridge.invoke('identity.save', { ...given, ...(clientSecret && { clientSecret }) })
  return bridge.invoke('identity.check', { provider: given.provider })
}

/** Leads through the steps, each until its check does not fail or it is skipped. */
export async function setUpByStep(
  bridge: LocalClient,
  terminal: Terminal,
  given: Partial<Given>,
): Promise<MethodResult<'identity.steps'>> {
  const provider = given.provider ?? (await chosenProvider(terminal))
  const walk: Walk = { bridge, terminal, provider, pending: { ...given, provider } }
  const { issuer } = await bridge.invoke('identity.status', {})
  // Without a domain nothing can be kept; then it goes along with the first thing that is entered.
  if (given.domain !== undefined || issuer !== null) await keep(walk, {})
  if (provider === 'auth0' && (await wantsItDone(terminal))) {
    const report = await doItForMe(bridge, terminal, { yes: false, also: [] })
    terminal.say(['', ...report.flatMap(changeWords)])
  }
  // Asked for again each time: links and lines depend on what was entered before.
  for (let at = 0; ; at += 1) {
    const steps = await bridge.invoke('identity.steps', walk.pending)
    const step = steps[at]
    if (!step) return steps
    terminal.say(stepWords(step, at + 1, steps.length))
    const goOn = step.id === 'test' ? await bindOwner(walk, step) : await doStep(walk, step)
    if (!goOn) return bridge.invoke('identity.steps', walk.pending)
  }
}

interface Walk {
  bridge: LocalClient
  terminal: Terminal
  provider: Draft['provider']
  /** What was given and is not kept yet. */
  pending: Draft
}

async function keep(walk: Walk, draft: Omit<Draft, 'provider'>): Promise<void> {
  const { bridge, provider, pending } = walk
  const wanted = { ...pending, ...draft }
  if (Object.keys(wanted).length > 1) await bridge.invoke('identity.save', wanted)
  walk.pending = { provider }
}

async function chosenProvider(terminal: Terminal): Promise<Draft['provider']> {
  for (;;) {
    const answer = await terminal.ask('Auth0, or another OpenID provider? [auth0/oidc] ')
    if (answer === '' || answer === 'auth0') return 'auth0'
    if (answer === 'oidc') return 'oidc'
  }
}

const wantsItDone = async (terminal: Terminal): Promise<boolean> =>
  /^y/i.test(
    await terminal.ask('Should Drawbridge set it up for you, with a one-time token? [y/N] '),
  )

/** False when the owner wants to stop. */
async function doStep(walk: Walk, step: Step): Promise<boolean> {
  const { bridge, terminal } = walk
  for (;;) {
    if (!(await enter(walk, step))) continue
    const answer =
      step.enter.length > 0 ? '' : await terminal.ask('Done? [Enter checks it, s skips, q stops] ')
    if (answer === 'q') return false
    if (answer === 's') return true
    const checked = await bridge.invoke('identity.check', { ...walk.pending, step: step.id })
    const now = checked.find(({ id }) => id === step.id)
    if (!now) return true
    terminal.say(checkWords(now))
    if (now.check.state !== 'failed') return true
    const again = await terminal.ask('Again? [Enter tries again, s skips, q stops] ')
    if (again === 'q') return false
    if (again === 's') return true
  }
}

/** Asks for the values of a step and keeps them; false when one of them cannot be right. */
async function enter(walk: Walk, step: Step): Promise<boolean> {
  const { terminal } = walk
  const entered: Omit<Draft, 'provider'> = {}
  for (const { field, label, secret } of step.enter) {
    const question = `${label}${secret ? ' (not shown)' : ''}, empty to keep: `
    const value = secret ? await terminal.secret(question) : await terminal.ask(question)
    if (value !== '') entered[field] = value
  }
  if (Object.keys(entered).length === 0) return true
  try {
    await keep(walk, entered)
    return true
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    terminal.say([error.message, error.next])
    return false
  }
}

async function bindOwner({ bridge, terminal }: Walk, step: Step): Promise<boolean> {
  if (step.check.state === 'ok') return true
  const answer = await terminal.ask('Sign in now? [Enter signs in, q stops] ')
  if (answer === 'q') return false
  const { person } = await testSignIn(bridge, terminal, { bind: true })
  terminal.say(`${person?.name ?? person?.subject ?? 'You'} is the owner now.`)
  return true
}
