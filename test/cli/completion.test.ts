/** Completion in the shell: what the command line takes is what is offered. */
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { completionScript, isShell, wordsAfter } from '../../main/cli/completion.ts'
import { commands as table, type CommandName } from '../../main/cli/command-table.ts'

const commands = Object.keys(table) as CommandName[]

/** What bash offers after these words, the last of which is being typed. */
function offered(...typed: string[]): string[] {
  const words = typed.map((word) => `'${word}'`).join(' ')
  const ask = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length - 1}; _drawbridge; printf '%s\\n' "\${COMPREPLY[@]}"`
  const printed = execFileSync('bash', ['-c', `${completionScript('bash')}\n${ask}`], {
    encoding: 'utf8',
  })
  return printed.split('\n').filter(Boolean)
}

it.skipIf(process.platform === 'win32')('completes commands, verbs and options in bash', () => {
  expect(offered('drawbridge', 'app')).toEqual(['approvals', 'approve'])
  expect(offered('drawbridge', 'tunnel', 're')).toEqual(['restart', 'remove'])
  expect(offered('drawbridge', 'up', '--p')).toEqual(['--port', '--public-url'])
  expect(offered('drawbridge', 'up', '--back')).toEqual([])
})

it.each(['bash', 'zsh', 'fish', 'powershell'])(
  'names every command and its options in %s',
  (shell) => {
    if (!isShell(shell)) throw new Error(shell)
    const script = completionScript(shell)
    for (const command of commands) expect(script).toContain(wordsAfter(command).join(' '))
  },
)
