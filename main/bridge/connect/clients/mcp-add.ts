/** `mcp add`, which the command line clients have in common. */
import { entryName, envOptions, quoted, step, type GuideStep, type Way } from './client-kind.ts'

/** For all projects of this user. Some want `--` before the server's program, some behind it. */
export const mcpAdd = (way: Way, dashes: 'before-program' | 'after-program'): string[] => [
  'mcp',
  'add',
  '-s',
  'user',
  ...envOptions(way, '-e'),
  entryName,
  ...(dashes === 'before-program' ? ['--', way.link.command] : [way.link.command, '--']),
  ...way.link.args,
]

export const terminalStep = (program: string, args: readonly string[]): GuideStep =>
  step('Run this in a terminal.', {
    copy: [{ label: 'Command', value: [program, ...args].map(quoted).join(' ') }],
  })
