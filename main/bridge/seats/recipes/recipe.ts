/**
 * How a program is run for one turn: data and small functions, one file per program. What each program
 * does with these arguments was measured with the versions named; docs/mcp-clients.md has the table.
 */

/** A program and its arguments, with what its environment needs. */
export interface LinkCommand {
  command: string
  args: string[]
  env?: Record<string, string>
}

/** What one turn is run with. */
export interface Turn {
  /** The owner's folder: where the program runs and, in most programs, all it may read. */
  folder: string
  /** A folder of the bridge's own, kept between turns. */
  scratch: string
  link: LinkCommand
  readOnly: boolean
  /** The owner's own arguments: a model, a profile. */
  args: readonly string[]
  /** The longest the turn may take. */
  seconds: number
}

export interface Prepared {
  args: string[]
  env: Record<string, string>
  /** Written into the scratch folder before, by name. */
  files?: Record<string, string>
}

export type ProgramId =
  'claude-code' | 'codex' | 'opencode' | 'gemini' | 'qwen' | 'copilot' | 'command'

/** What can be told from a program's words, beside that it failed. */
export type Trouble = 'no-login' | 'quota' | 'refused' | 'no-server'

export interface Ended {
  code: number | null
  /** The end of what it wrote. */
  output: string
}

export interface Recipe {
  id: ProgramId
  title: string
  /** What it is called on the disk; absent where the owner gives the command. */
  program?: string
  /** Versions this recipe was run with. */
  versions: readonly string[]
  /** Environment variables that carry its login or say where its files are; the others are dropped. */
  passes: readonly string[]
  /** Whether the owner may let it write into the folder. */
  mayWrite: boolean
  /** What the owner should know before choosing it; one sentence. */
  limits: string
  prepare(turn: Turn): Prepared
  /** False: it would not use the owner's login, so it is not started. */
  hasLogin?(where: { env: NodeJS.ProcessEnv; home: string; args: readonly string[] }): boolean
  /** Trouble after which the program only goes on trying; it is ended at once. */
  troubleIn?(line: string): Trouble | undefined
  /** What this program's way of ending says, where it differs from the others'. */
  explain?(ended: Ended): Trouble | undefined
}

/** The name of the bridge among the program's servers. */
export const serverName = 'drawbridge'
/** Above what any tool of the bridge waits. */
export const callSeconds = 120
export const startSeconds = 30
