/** From words on the command line to the command that does it. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { join } from 'node:path'
import { startHeadless } from '../data-path.ts'
import { runRelay } from '../relay.ts'
import { audit } from './audit-command.ts'
import * as bridgeCommands from './bridge-commands.ts'
import * as clientCommands from './client-commands.ts'
import { connect } from './connect-commands.ts'
import { createContext, type CommandContext } from './context.ts'
import * as conversationCommands from './conversation-commands.ts'
import * as dataCommands from './data-commands.ts'
import { doctor } from './doctor-commands.ts'
import { identity } from './identity-commands.ts'
import { seat } from './seat-commands.ts'
import * as heldCommands from './held-commands.ts'
import * as threadCommands from './thread-commands.ts'
import { talk } from './talk-commands.ts'
import * as tunnelCommands from './tunnel-commands.ts'
import { up } from './up.ts'
import { help, helpFor, UsageError } from './usage.ts'
import { wake } from './wake-commands.ts'
import { version } from '../host/version.ts'

const everywhere = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig

/** The program that holds this code, for the link to start in the background. */
const thisProgram = join(import.meta.dirname, 'headless.js')

type Command = (args: string[]) => Promise<void>

/** Runs one command line. Throws UsageError or BridgeError. */
export async function run(argv: string[]): Promise<void> {
  const [first = 'up', ...rest] = argv
  if (['--help', '-h', 'help'].includes(first)) return showHelp(rest[0])
  if (['--version', 'version'].includes(first)) return void process.stdout.write(`${version}\n`)
  if (first.startsWith('-')) return runUp(argv)
  const command = commands[first]
  if (!command) throw new UsageError(`There is no command "${first}". See: drawbridge --help`)
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(first)
  return command(rest)
}

function showHelp(command: string | undefined): void {
  const known = command !== undefined && Object.hasOwn(commands, command)
  process.stdout.write(known ? helpFor(command) : help)
}

const commands: Record<string, Command> = {
  up: (args) => runUp(args),
  status: simple(bridgeCommands.status),
  url: simple(bridgeCommands.url),
  panel: simple(bridgeCommands.panel),
  stop: simple(bridgeCommands.stop),
  raise: simple((context) => bridgeCommands.move(context, 'raised')),
  lower: simple((context) => bridgeCommands.move(context, 'lowered')),
  keys: (args) => {
    const { context, positionals } = parse(args, {})
    return bridgeCommands.keys(context, positionals)
  },
  backup: simple(dataCommands.backup),
  purge: (args) => {
    const { context, positionals, values } = parse(args, {
      'older-than': { type: 'string' },
      'old-versions': { type: 'boolean', default: false },
    })
    if (positionals.length > 0) throw new UsageError(`Not understood: ${positionals.join(' ')}`)
    const days = wholeNumber('--older-than', values['older-than'], 0, 36_500)
    return dataCommands.purge(context, days, values['old-versions'])
  },
  audit: (args) => {
    const { context, values } = parse(args, { limit: { type: 'string' } })
    return audit(context, wholeNumber('--limit', values.limit, 1, 500))
  },
  approvals: simple(clientCommands.approvals),
  approve: (args) => {
    const { context, positionals, values } = parse(args, {
      as: { type: 'string' },
      reads: { type: 'string' },
    })
    return clientCommands.approve(context, positionals, values)
  },
  deny: (args) => {
    const { context, positionals, values } = parse(args, {
      others: { type: 'boolean', default: false },
    })
    return clientCommands.deny(context, positionals, values.others)
  },
  admit: (args) => {
    const { context, positionals } = parse(args, {})
    return clientCommands.admit(context, positionals)
  },
  clients: simple(clientCommands.clients),
  client: (args) => {
    const { context, positionals, values } = parse(args, {
      name: { type: 'string' },
      'redirect-uri': { type: 'string', multiple: true, default: [] },
      secret: { type: 'boolean', default: false },
    })
    if (positionals[0] === 'reads') return clientCommands.setReads(context, positionals.slice(1))
    if (positionals.join(' ') !== 'add' || !values.name) {
      throw new UsageError(
        'Use: drawbridge client add --name NAME [--redirect-uri URI]... [--secret], or drawbridge client reads CLIENT whole|own',
      )
    }
    return clientCommands.addClient(context, {
      name: values.name,
      redirectUris: values['redirect-uri'],
      secret: values.secret,
    })
  },
  revoke: (args) => {
    const { context, positionals, values } = parse(args, {
      all: { type: 'boolean', default: false },
    })
    return clientCommands.revoke(context, positionals, values.all)
  },
  tunnel: (args) => {
    const { context, positionals, values } = parse(args, { hostname: { type: 'string' } })
    return tunnelCommands.tunnel(context, positionals, values.hostname)
  },
  identity: (args) => {
    const { context, positionals, values } = parse(args, {
      provider: { type: 'string' },
      domain: { type: 'string' },
      'client-id': { type: 'string' },
      audience: { type: 'string' },
      callback: { type: 'string' },
      as: { type: 'string' },
      name: { type: 'string' },
      also: { type: 'string', multiple: true, default: [] },
      bind: { type: 'boolean', default: false },
      forget: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    })
    return identity(context, positionals, values)
  },
  connect: (args) => {
    const { context, positionals, values } = parse(args, {
      route: { type: 'string' },
      undo: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    })
    return connect(context, positionals, values)
  },
  doctor: (args) => {
    const { context, positionals, values } = parse(args, {
      har: { type: 'string' },
      error: { type: 'string' },
      timeout: { type: 'string' },
    })
    const timeout = wholeNumber('--timeout', values.timeout, 1, 86_400)
    return doctor(context, positionals, { har: values.har, error: values.error, timeout })
  },
  talk: (args) => {
    const { context, positionals, values } = parse(args, {
      form: { type: 'string' },
      between: { type: 'string' },
      file: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      minutes: { type: 'string' },
      out: { type: 'string' },
      query: { type: 'string' },
    })
    return talk(context, positionals, {
      ...values,
      rounds: wholeNumber('--rounds', values.rounds, 1, 50),
      minutes: wholeNumber('--minutes', values.minutes, 1, 10_080),
    })
  },
  seat: (args) => {
    const { context, positionals, values } = parse(args, {
      by: { type: 'string' },
      folder: { type: 'string' },
      path: { type: 'string' },
      write: { type: 'boolean', default: false },
      'any-version': { type: 'boolean', default: false },
    })
    return seat(context, positionals, values)
  },
  wake: (args) => {
    const { context, positionals, values } = parse(args, { limit: { type: 'string' } })
    return wake(context, positionals, wholeNumber('--limit', values.limit, 1, 500))
  },
  participants: simple(clientCommands.participants),
  send: (args) => {
    const { context, positionals, values } = parse(args, {
      to: { type: 'string' },
      thread: { type: 'string' },
      'reply-to': { type: 'string' },
    })
    return conversationCommands.send(context, positionals, {
      to: values.to,
      thread: values.thread,
      replyTo: values['reply-to'],
    })
  },
  inbox: (args) => {
    const { context, positionals } = parse(args, {})
    return conversationCommands.inbox(context, positionals)
  },
  threads: simple(threadCommands.threads),
  thread: (args) => {
    const { context, positionals } = parse(args, {})
    return threadCommands.decide(context, positionals)
  },
  held: (args) => {
    const { context, positionals, values } = parse(args, {
      all: { type: 'boolean', default: false },
    })
    return heldCommands.held(context, positionals, values.all)
  },
  release: (args) => {
    const { context, positionals, values } = parse(args, {
      with: { type: 'string' },
      thread: { type: 'boolean', default: false },
      allow: { type: 'boolean', default: false },
    })
    return heldCommands.release(context, positionals, {
      with: values.with,
      thread: values.thread,
      allow: values.allow,
    })
  },
  return: (args) => {
    const { context, positionals } = parse(args, {})
    return heldCommands.sendBack(context, positionals)
  },
  guard: (args) => {
    const { context, positionals } = parse(args, {})
    return heldCommands.guard(context, positionals)
  },
  files: (args) => {
    const { context, positionals } = parse(args, {})
    return conversationCommands.files(context, positionals)
  },
  log: (args) => {
    const { context, values } = parse(args, { limit: { type: 'string' } })
    return conversationCommands.log(context, wholeNumber('--limit', values.limit, 1, 500))
  },
  export: (args) => {
    const { context, values } = parse(args, {
      format: { type: 'string' },
      out: { type: 'string' },
    })
    return conversationCommands.exportAll(context, values)
  },
  stdio: (args) => {
    const { context, values } = parse(args, { as: { type: 'string', default: 'claude' } })
    return runRelay({
      dataDir: context.dataDir,
      participant: values.as,
      startCommand: () => startHeadless(thisProgram, context.dataDir),
      stdin: process.stdin,
      stdout: process.stdout,
    })
  },
}

/** A command that takes nothing but the options every command has. */
function simple(command: (context: CommandContext) => Promise<void>): Command {
  return (args) => {
    const { context, positionals } = parse(args, {})
    if (positionals.length > 0) throw new UsageError(`Not understood: ${positionals.join(' ')}`)
    return command(context)
  }
}

async function runUp(args: string[]): Promise<void> {
  const { context, positionals, values } = parse(args, {
    port: { type: 'string' },
    'control-port': { type: 'string' },
    tunnel: { type: 'string' },
    'public-url': { type: 'string' },
    open: { type: 'boolean' },
    verbose: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    background: { type: 'boolean', default: false },
  })
  if (positionals.length > 0) throw new UsageError(`Not understood: ${positionals.join(' ')}`)
  const { tunnel } = values
  if (tunnel !== undefined && tunnel !== 'off' && tunnel !== 'quick' && tunnel !== 'named') {
    throw new UsageError('--tunnel is off, quick or named')
  }
  const port = wholeNumber('--port', values.port, 0, 65_535)
  const controlPort = wholeNumber('--control-port', values['control-port'], 0, 65_535)
  if (port !== undefined && port !== 0 && port === controlPort) {
    throw new UsageError('--port and --control-port must differ')
  }
  await up({
    dataDir: context.dataDir,
    port,
    controlPort,
    tunnel,
    publicUrl: values['public-url'],
    json: context.json,
    open: values.open,
    verbose: values.verbose,
    background: values.background,
  })
}

function parse<Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...everywhere, ...options },
      allowPositionals: true,
      allowNegative: true,
    })
    const { data, json } = values as { data?: string; json: boolean }
    return { context: createContext({ data, json, stdout: process.stdout }), values, positionals }
  } catch (error) {
    // Its first sentence is clear ("Unknown option '--foo'"); the advice after it is not for owners.
    const [complaint] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${complaint}. See: drawbridge --help`)
  }
}

function wholeNumber(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < least || number > most || text.trim() === '') {
    throw new UsageError(`${option} is a whole number from ${least} to ${most}`)
  }
  return number
}
