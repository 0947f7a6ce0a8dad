/** From words on the command line to the command that does it. */
import { version } from '../host/version.ts'
import * as bridgeCommands from './bridge-commands.ts'
import { isCommand, type CommandName } from './command-table.ts'
import * as conversationCommands from './conversation-commands.ts'
import { help, helpFor } from './help.ts'
import { later } from './later.ts'
import { parse, simple, unknownCommand, type Command } from './parse.ts'
import { runUp } from './run-up.ts'

/** Runs one command line. Throws UsageError or BridgeError. */
export async function run(argv: string[]): Promise<void> {
  const [first = 'up', ...rest] = argv
  if (['--help', '-h', 'help'].includes(first)) return showHelp(rest[0])
  if (['--version', 'version'].includes(first)) return void process.stdout.write(`${version}\n`)
  if (first.startsWith('-')) return runUp(argv)
  if (!isCommand(first)) throw unknownCommand(first)
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(first)
  if (isDaily(first)) return daily[first](rest)
  const { otherCommands } = await later.otherCommands()
  return otherCommands[first](rest)
}

function showHelp(command: string | undefined): void {
  if (command === undefined || command.startsWith('-')) return void process.stdout.write(help())
  if (!isCommand(command)) throw unknownCommand(command)
  process.stdout.write(helpFor(command))
}

/** Started many times a day, by people and by scripts: always loaded, so they must stay small. */
const daily = {
  up: runUp,
  status: simple('status', bridgeCommands.status),
  url: simple('url', bridgeCommands.url),
  panel: simple('panel', bridgeCommands.panel),
  send: (args) => {
    const { context, positionals, values } = parse('send', args)
    return conversationCommands.send(context, positionals, {
      to: values.to,
      thread: values.thread,
      replyTo: values['reply-to'],
    })
  },
  inbox: (args) => {
    const { context, positionals } = parse('inbox', args)
    return conversationCommands.inbox(context, positionals)
  },
} satisfies Partial<Record<CommandName, Command>>

export type DailyName = keyof typeof daily

const isDaily = (name: CommandName): name is DailyName => Object.hasOwn(daily, name)
