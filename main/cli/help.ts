/** The help, made from the table of commands: all of them, one with its options, and the line of wrong usage. */
import { commandOf, groups, type CommandName, type Option } from './command-table.ts'
import { UsageError } from './usage.ts'

/** Further in, what a command does would be cut off in a terminal of 100 columns. */
const widest = 44

type Line = readonly [left: string, means: string]

const footer = `Everywhere: --json for programs, --data DIR (or DRAWBRIDGE_HOME) for another data folder,
--help, --version. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`

/** All commands, and the options of the one that runs the bridge. */
export const help = (): string =>
  `${[
    'drawbridge — Claude and ChatGPT, working together on your own computer',
    ...groups.map(([title, group]) =>
      [
        `${title}:`,
        ...aligned(
          Object.keys(group).flatMap((name) => {
            const command = name as CommandName
            return [...usesOf(command), ...(command === 'up' ? optionLines(command) : [])]
          }),
        ),
      ].join('\n'),
    ),
    `The options of a command: drawbridge help COMMAND\n${footer}`,
  ].join('\n\n')}\n`

/** One command with all its options. */
export const helpFor = (command: CommandName): string => `${entryOf(command)}\n\n${footer}\n`

/** What can follow a command, and its options, in lines. */
export const entryOf = (command: CommandName): string =>
  aligned([...usesOf(command), ...optionLines(command)]).join('\n')

/** For words that are no whole command: what would be one. */
export const wrongUse = (command: CommandName): UsageError =>
  new UsageError(
    `Use: ${usesOf(command)
      .map(([left]) => left)
      .join('\n     ')}\nIts options: drawbridge help ${command}`,
  )

/** The options people may use, with what each means. */
export const shownOptions = (command: CommandName): [name: string, option: Option][] =>
  Object.entries<Option>(commandOf(command).options).filter(([, { means }]) => means !== undefined)

const usesOf = (command: CommandName): Line[] =>
  commandOf(command).uses.map(([words, means]) => [
    `drawbridge ${command}${words === '' ? '' : ` ${words}`}`,
    means,
  ])

const optionLines = (command: CommandName): Line[] =>
  shownOptions(command).map(([name, { value, means = '' }]) => [
    `    --${name}${value === undefined ? '' : ` ${value}`}`,
    means,
  ])

/** What a line means stands in one column; after what is too long for it, on the next line. */
function aligned(lines: readonly Line[]): string[] {
  const lengths = lines.map(([left]) => left.length).filter((length) => length <= widest)
  const column = Math.max(0, ...lengths) + 2
  return lines.map(([left, means]) =>
    left.length > widest
      ? `  ${left}\n  ${' '.repeat(column)}${means}`
      : `  ${left.padEnd(column)}${means}`,
  )
}
