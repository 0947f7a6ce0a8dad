/** `drawbridge completion SHELL`: a script that completes commands and options, made from command-table.ts. */
import { commands as table, everywhere, verbsOf, type CommandName } from './command-table.ts'
import { shownOptions } from './help.ts'

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

export type Shell = (typeof shells)[number]

export const isShell = (name: string): name is Shell => (shells as readonly string[]).includes(name)

const commands = Object.keys(table) as CommandName[]

/** What may follow a command: its verbs, then its options. */
export function wordsAfter(command: CommandName): string[] {
  const options = [...shownOptions(command).map(([name]) => name), ...Object.keys(everywhere)]
  return [...verbsOf(command), ...options.map((name) => `--${name}`)]
}

const cases = (line: (command: CommandName, words: string) => string): string =>
  commands.map((command) => line(command, wordsAfter(command).join(' '))).join('\n')

const scripts: Record<Shell, () => string> = {
  bash: () => `# In ~/.bashrc: source <(drawbridge completion bash)
_drawbridge() {
  local possible
  if [ "$COMP_CWORD" -eq 1 ]; then
    possible="${commands.join(' ')}"
  else
    case "\${COMP_WORDS[1]}" in
${cases((command, words) => `      ${command}) possible="${words}" ;;`)}
    esac
  fi
  COMPREPLY=($(compgen -W "$possible" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _drawbridge drawbridge
`,
  zsh: () => `#compdef drawbridge
# In ~/.zshrc, after compinit: source <(drawbridge completion zsh)
_drawbridge() {
  if (( CURRENT == 2 )); then
    compadd -- ${commands.join(' ')}
    return
  fi
  case "\${words[2]}" in
${cases((command, words) => `    ${command}) compadd -- ${words} ;;`)}
  esac
  _files
}
compdef _drawbridge drawbridge
`,
  fish: () => `# drawbridge completion fish > ~/.config/fish/completions/drawbridge.fish
complete -c drawbridge -n __fish_use_subcommand -f -a "${commands.join(' ')}"
${cases(
  (command, words) =>
    `complete -c drawbridge -n "__fish_seen_subcommand_from ${command}" -a "${words}"`,
)}
`,
  powershell:
    () => `# In $PROFILE: drawbridge completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName drawbridge -ScriptBlock {
  param($word, $line, $cursor)
  $after = @{
${cases((command, words) => `    '${command}' = '${words}'`)}
  }
  $typed = @($line.CommandElements | ForEach-Object { $_.ToString() })
  $first = $typed.Count -lt 2 -or ($typed.Count -eq 2 -and $word -ne '')
  $possible = if ($first) { $after.Keys } else { $after[$typed[1]] -split ' ' }
  $possible | Where-Object { $_ -like "$word*" } | Sort-Object | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
}

/** The script for one shell. */
export const completionScript = (shell: Shell): string => scripts[shell]()
