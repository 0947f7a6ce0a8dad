/** The words after a command, as its options and the rest. What it does not take is refused by name. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { commands, everywhere, isCommand, type CommandName } from './command-table.ts'
import { createContext, type CommandContext } from './context.ts'
import { nearest } from './did-you-mean.ts'
import { shownOptions } from './help.ts'
import { UsageError } from './usage.ts'

type OptionsOf<Name extends CommandName> = (typeof commands)[Name]['options']

/** Throws UsageError for what is no option of the command, and for more words than `most`. */
export function parse<Name extends CommandName>(command: Name, args: string[], most = Infinity) {
  const { values, positionals } = parseOptions<OptionsOf<Name>>(
    command,
    args,
    commands[command].options,
  )
  const stray = positionals.slice(most)
  if (stray.length > 0) {
    throw new UsageError(`Not understood: ${stray.join(' ')}. See: drawbridge help ${command}`)
  }
  const { data, json } = values as { data?: string; json: boolean }
  return { context: createContext({ data, json, stdout: process.stdout }), values, positionals }
}

function parseOptions<Options extends ParseArgsOptionsConfig>(
  command: CommandName,
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({
      args,
      options: { ...everywhere, ...options },
      allowPositionals: true,
      allowNegative: true,
    })
  } catch (error) {
    throw new UsageError(complaintOf(command, error))
  }
}

/** Its first sentence is clear ("Option '--to <value>' argument missing"); the advice after it is not for owners. */
function complaintOf(command: CommandName, error: unknown): string {
  const [complaint = ''] = (error instanceof Error ? error.message : String(error)).split('. ')
  const typed = /^Unknown option '--?([^']{1,200})'/.exec(complaint)?.[1]
  if (typed === undefined) return `${complaint}. See: drawbridge help ${command}`
  const known = [...shownOptions(command).map(([name]) => name), ...Object.keys(everywhere)]
  const meant = nearest(typed.replace(/^no-/, ''), known)
  return unknownWord(
    `drawbridge ${command} has no option --${typed}.`,
    meant && `--${meant}`,
    command,
  )
}

/** A word in the place of a command that is none. */
export function unknownCommand(typed: string): UsageError {
  const meant = nearest(typed, Object.keys(commands).filter(isCommand))
  return new UsageError(unknownWord(`There is no command "${typed}".`, meant))
}

const unknownWord = (what: string, meant: string | undefined, command?: CommandName): string =>
  `${what}${meant === undefined ? '' : ` Did you mean ${meant}?`} See: drawbridge help${command === undefined ? '' : ` ${command}`}`

/** The number an option was given, if it was. Throws UsageError for any other text. */
export function wholeNumber(
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

export type Command = (args: string[]) => Promise<void>

/** A command that takes nothing but the options every command has. */
export function simple(
  name: CommandName,
  command: (context: CommandContext) => Promise<void>,
): Command {
  return (args) => command(parse(name, args, 0).context)
}
