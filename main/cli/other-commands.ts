/** The commands that are not called many times a day (run.ts has those); loaded when one of them is asked for. */
import { join } from 'node:path'
import { startHeadless } from '../data-path.ts'
import { audit, verify } from './audit-command.ts'
import * as bridgeCommands from './bridge-commands.ts'
import * as clientCommands from './client-commands.ts'
import type { CommandName } from './command-table.ts'
import { completionScript, isShell } from './completion.ts'
import * as dataCommands from './data-commands.ts'
import { doctor } from './doctor-commands.ts'
import { events } from './event-commands.ts'
import { exportAll, files } from './file-commands.ts'
import { guard } from './guard-command.ts'
import * as heldCommands from './held-commands.ts'
import { wrongUse } from './help.ts'
import { identity } from './identity-commands.ts'
import { paste } from './lane-commands.ts'
import { later } from './later.ts'
import * as linkCommands from './link-commands.ts'
import { log } from './log-command.ts'
import { parse, simple, wholeNumber, type Command } from './parse.ts'
import type { DailyName } from './run.ts'
import { search } from './search-command.ts'
import { seen } from './seen-command.ts'
import { talk } from './talk-commands.ts'
import * as threadCommands from './thread-commands.ts'
import { wake } from './wake-commands.ts'

/** The program that holds this code, for the link to start in the background. */
const thisProgram = join(import.meta.dirname, 'headless.cjs')

export const otherCommands: Record<Exclude<CommandName, DailyName>, Command> = {
  stop: simple('stop', bridgeCommands.stop),
  raise: simple('raise', (context) => bridgeCommands.move(context, 'raised')),
  lower: simple('lower', (context) => bridgeCommands.move(context, 'lowered')),
  keys: (args) => {
    const { context, positionals } = parse('keys', args, 1)
    return bridgeCommands.keys(context, positionals)
  },
  backup: simple('backup', dataCommands.backup),
  purge: (args) => {
    const { context, values } = parse('purge', args, 0)
    const days = wholeNumber('--older-than', values['older-than'], 0, 36_500)
    const { 'old-versions': oldVersions, yes } = values
    return dataCommands.purge(context, days, { oldVersions, yes })
  },
  audit: (args) => {
    const { context, values } = parse('audit', args, 0)
    if (values.verify) return verify(context)
    return audit(context, wholeNumber('--limit', values.limit, 1, 500))
  },
  approvals: simple('approvals', clientCommands.approvals),
  approve: (args) => {
    const { context, positionals, values } = parse('approve', args)
    return clientCommands.approve(context, positionals, values)
  },
  deny: (args) => {
    const { context, positionals, values } = parse('deny', args)
    return clientCommands.deny(context, positionals, values.others)
  },
  admit: (args) => {
    const { context, positionals } = parse('admit', args)
    return clientCommands.admit(context, positionals)
  },
  clients: simple('clients', clientCommands.clients),
  client: (args) => {
    const { context, positionals, values } = parse('client', args)
    if (positionals[0] === 'reads') return clientCommands.setReads(context, positionals.slice(1))
    if (positionals.join(' ') !== 'add' || !values.name) {
      throw wrongUse('client')
    }
    return clientCommands.addClient(context, {
      name: values.name,
      redirectUris: values['redirect-uri'],
      secret: values.secret,
    })
  },
  revoke: (args) => {
    const { context, positionals, values } = parse('revoke', args)
    return clientCommands.revoke(context, positionals, values.all)
  },
  tunnel: async (args) => {
    const { context, positionals, values } = parse('tunnel', args)
    const { tunnel } = await later.tunnel()
    return tunnel(context, positionals, values.hostname)
  },
  identity: (args) => {
    const { context, positionals, values } = parse('identity', args)
    return identity(context, positionals, values)
  },
  connect: async (args) => {
    const { context, positionals, values } = parse('connect', args)
    const { connect } = await later.connect()
    return connect(context, positionals, values)
  },
  doctor: (args) => {
    const { context, positionals, values } = parse('doctor', args)
    const timeout = wholeNumber('--timeout', values.timeout, 1, 86_400)
    return doctor(context, positionals, { har: values.har, error: values.error, timeout })
  },
  talk: (args) => {
    const { context, positionals, values } = parse('talk', args)
    return talk(context, positionals, {
      ...values,
      rounds: wholeNumber('--rounds', values.rounds, 1, 50),
      minutes: wholeNumber('--minutes', values.minutes, 1, 10_080),
    })
  },
  seat: async (args) => {
    const { context, positionals, values } = parse('seat', args)
    const { seat } = await later.seat()
    return seat(context, positionals, values)
  },
  wake: (args) => {
    const { context, positionals, values } = parse('wake', args)
    const limit = wholeNumber('--limit', values.limit, 1, 500)
    return wake(context, positionals, { ...values, limit })
  },
  link: (args) => {
    const { context, positionals } = parse('link', args)
    return linkCommands.link(context, positionals)
  },
  events: (args) => {
    const { context, positionals } = parse('events', args)
    return events(context, positionals)
  },
  participants: simple('participants', clientCommands.participants),
  paste: (args) => {
    const { context, positionals, values } = parse('paste', args)
    return paste(context, positionals, {
      thread: values.thread,
      to: values.to,
      replyTo: values['reply-to'],
      file: values.file,
    })
  },
  threads: simple('threads', threadCommands.threads),
  thread: (args) => {
    const { context, positionals } = parse('thread', args)
    return threadCommands.decide(context, positionals)
  },
  held: (args) => {
    const { context, positionals, values } = parse('held', args)
    return heldCommands.held(context, positionals, values.all)
  },
  release: (args) => {
    const { context, positionals, values } = parse('release', args)
    return heldCommands.release(context, positionals, {
      with: values.with,
      thread: values.thread,
      allow: values.allow,
    })
  },
  return: (args) => {
    const { context, positionals } = parse('return', args)
    return heldCommands.sendBack(context, positionals)
  },
  guard: (args) => {
    const { context, positionals, values } = parse('guard', args)
    return guard(context, positionals, {
      from: values.from,
      to: values.to,
      client: values.client,
      talk: values.talk,
      folder: values.folder,
    })
  },
  seen: (args) => {
    const { context, positionals, values } = parse('seen', args)
    return seen(context, positionals, values)
  },
  files: (args) => {
    const { context, positionals } = parse('files', args)
    return files(context, positionals)
  },
  log: (args) => {
    const { context, values } = parse('log', args, 0)
    const limit = wholeNumber('--limit', values.limit, 1, 500)
    return log(context, { limit, follow: values.follow })
  },
  search: (args) => {
    const { context, positionals, values } = parse('search', args)
    return search(context, positionals, wholeNumber('--limit', values.limit, 1, 50))
  },
  export: (args) => {
    const { context, values } = parse('export', args, 0)
    return exportAll(context, values)
  },
  completion: async (args) => {
    const [shell = ''] = parse('completion', args, 1).positionals
    if (!isShell(shell)) throw wrongUse('completion')
    process.stdout.write(completionScript(shell))
  },
  stdio: async (args) => {
    const { context, values } = parse('stdio', args, 0)
    const { runRelay } = await later.relay()
    return runRelay({
      dataDir: context.dataDir,
      participant: values.as,
      startCommand: () => startHeadless(thisProgram, context.dataDir),
      stdin: process.stdin,
      stdout: process.stdout,
    })
  },
}
