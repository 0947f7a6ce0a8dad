/** Commands about how the owner signs in. Secrets and tokens are read from stdin, never from arguments. */
import type { MethodName, MethodParams } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { doItForMe } from './identity-do-it.ts'
import { setUpAtOnce, setUpByStep, type Given } from './identity-setup.ts'
import { testSignIn } from './identity-test.ts'
import * as words from './identity-words.ts'
import type { LocalClient } from './local-client.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'
import { wrongUse } from './help.ts'

export interface IdentityOptions {
  provider?: string | undefined
  domain?: string | undefined
  'client-id'?: string | undefined
  audience?: string | undefined
  callback?: string | undefined
  as?: string | undefined
  name?: string | undefined
  also: string[]
  bind: boolean
  forget: boolean
  yes: boolean
}

/** Where the owner sits; the tests sit somewhere else. */
interface Seat {
  terminal: Terminal
  /** For what was answered and still failed; programs look at it. */
  setExitCode: (code: number) => void
}

const here = (): Seat => ({
  terminal: createTerminal(),
  setExitCode(code) {
    process.exitCode = code
  },
})

interface Call extends CommandContext, Seat {
  bridge: LocalClient
  args: string[]
  options: IdentityOptions
}

export function identity(
  context: CommandContext,
  [action = 'status', ...args]: string[],
  options: IdentityOptions,
  seat?: Seat,
): Promise<void> {
  const command = commands[action]
  if (!command || args.length > (mostArguments[action] ?? 0)) throw wrongUse('identity')
  const { terminal, setExitCode } = seat ?? here()
  const withBridge = action === 'explain' ? context.withBridgeOrNone : context.withBridge
  return withBridge((bridge: LocalClient) =>
    command({ ...context, bridge, terminal, setExitCode, args, options }),
  ).finally(() => terminal.close())
}

const mostArguments: Record<string, number> = { admit: 1, dismiss: 1, log: 1, explain: Infinity }

const commands: Record<string, (call: Call) => Promise<void>> = {
  status: ({ bridge, print }) => shown(bridge, print, 'identity.status', {}),
  async setup({ bridge, terminal, print, options, setExitCode }) {
    const given = givenIn(options)
    if (!terminal.interactive && (given.domain === undefined || given.clientId === undefined)) {
      const { issuer } = await bridge.invoke('identity.status', {})
      // What was kept before need not be given again.
      if (issuer === null) {
        throw new UsageError('--domain and --client-id are needed without a terminal')
      }
    }
    const steps = terminal.interactive
      ? await setUpByStep(bridge, terminal, given)
      : await setUpAtOnce(bridge, terminal, { provider: 'auth0', ...given })
    print(steps, words.checkListWords)
    if (steps.some(({ check }) => check.state === 'failed')) setExitCode(1)
  },
  async check({ bridge, print, options, setExitCode }) {
    const { saved } = await bridge.invoke('identity.status', {})
    const draft = { provider: saved ?? ('auth0' as const), ...givenIn(options) }
    const steps = await bridge.invoke('identity.check', draft)
    print(steps, words.checkListWords)
    if (steps.some(({ check }) => check.state === 'failed')) setExitCode(1)
  },
  async test({ bridge, terminal, print, options }) {
    const { callback, bind } = options
    if (callback !== undefined && callback !== 'public' && callback !== 'loopback') {
      throw new UsageError('--callback is public or loopback')
    }
    const attempt = await testSignIn(bridge, terminal, { callback, bind })
    print(attempt, ({ person }) => {
      const name = person?.name ?? person?.subject ?? 'Somebody'
      return bind ? `${name} is the owner now.` : `The sign-in works: ${name} came back.`
    })
  },
  on: ({ bridge, print }) => shown(bridge, print, 'identity.on', {}),
  off: ({ bridge, print, options: { forget } }) => shown(bridge, print, 'identity.off', { forget }),
  unbind: ({ bridge, print }) => shown(bridge, print, 'identity.unbind', {}),
  confirm: ({ bridge, print }) => shown(bridge, print, 'identity.confirm-callback', {}),
  admit({ bridge, print, args: [subject], options: { as, name } }) {
    if (subject === undefined || as === undefined) {
      throw wrongUse('identity')
    }
    const participants = as
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    const params = { subject, participants, ...(name !== undefined && { name }) }
    return shown(bridge, print, 'identity.admit', params)
  },
  dismiss({ bridge, print, args: [subject] }) {
    if (subject === undefined) throw wrongUse('identity')
    return shown(bridge, print, 'identity.dismiss', { subject })
  },
  async explain({ bridge, terminal, print, args, setExitCode }) {
    if (args.length === 0 && terminal.interactive) terminal.say('Paste the text, then Ctrl-D:')
    const text = args.length > 0 ? args.join(' ') : await terminal.rest()
    if (text === '') throw wrongUse('identity')
    const problems = await bridge.invoke('identity.explain', { text })
    print(problems, (list) =>
      list.length > 0
        ? list.flatMap(words.problemWords)
        : 'This text is not known here. With a token in hand, `drawbridge identity log` may say more.',
    )
    if (problems.length === 0) setExitCode(1)
  },
  async 'do-it-for-me'({ bridge, terminal, print, options, setExitCode }) {
    const { yes, also } = options
    const report = await doItForMe(bridge, terminal, { yes, also })
    print(report, (list) => [
      ...list.flatMap(words.changeWords),
      'Then sign in once: drawbridge identity test --bind',
    ])
    if (report.some(({ state }) => state === 'failed')) setExitCode(1)
  },
  async log({ bridge, terminal, print, args: [attempt] }) {
    const { token } = await bridge.invoke('identity.status', {})
    if (!token) {
      const pasted = await terminal.secret('One-time token with read:logs (not shown): ')
      if (pasted !== '') await bridge.invoke('identity.token', { token: pasted })
    }
    try {
      const entries = await bridge.invoke('identity.logs', attempt === undefined ? {} : { attempt })
      print(entries, (list) =>
        list.length > 0
          ? list.flatMap(words.logWords)
          : 'No entry matches. The log can lag by a few seconds.',
      )
    } finally {
      if (!token) await bridge.invoke('identity.forget-token', {})
    }
  },
}

type StatusMethod = Extract<
  MethodName,
  `identity.${'status' | 'on' | 'off' | 'unbind' | 'admit' | 'dismiss' | 'confirm-callback'}`
>

/** Methods that answer with how things are now. */
async function shown<M extends StatusMethod>(
  bridge: LocalClient,
  print: CommandContext['print'],
  method: M,
  params: MethodParams<M>,
): Promise<void> {
  print(await bridge.invoke<StatusMethod>(method, params), words.statusWords)
}

function providerIn({ provider }: IdentityOptions): Given['provider'] | undefined {
  if (provider === undefined || provider === 'auth0' || provider === 'oidc') return provider
  throw new UsageError('--provider is auth0 or oidc')
}

function givenIn(options: IdentityOptions): Partial<Given> {
  const { domain, audience, 'client-id': clientId } = options
  const provider = providerIn(options)
  return {
    ...(provider !== undefined && { provider }),
    ...(domain !== undefined && { domain }),
    ...(clientId !== undefined && { clientId }),
    ...(audience !== undefined && { audience }),
  }
}
