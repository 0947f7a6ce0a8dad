/**
 * Links and commands that open an assistant's app with a line in its field, which nobody but the owner
 * sends. Only links their makers document (docs/mcp-clients.md).
 */

export interface AppLink {
  /** How a client of this app calls itself. */
  name: RegExp
  /** Only for a client linked on this computer, or only for another one. */
  local?: boolean
  /** The line goes behind it, encoded. */
  href?: string
  /** The name in a question, where `href` opens a program and no page. */
  program?: string
  command?: (line: string) => string
}

/** The more special first. */
export const appLinks: readonly AppLink[] = [
  {
    name: /claude[ -]?code/i,
    href: 'claude-cli://open?q=',
    program: 'Claude Code',
    command: (line) => `claude ${shellWord(line)}`,
  },
  {
    name: /codex/i,
    href: 'codex://new?prompt=',
    program: 'Codex',
    command: (line) => `codex ${shellWord(line)}`,
  },
  { name: /opencode/i, command: (line) => `opencode --prompt ${shellWord(line)}` },
  { name: /gemini/i, command: (line) => `gemini -i ${shellWord(line)}` },
  { name: /chatgpt|openai/i, href: 'https://chatgpt.com/?q=' },
  // The program on this computer; otherwise it may be the web page or a telephone.
  { name: /claude/i, local: true, href: 'claude://claude.ai/new?q=', program: 'Claude' },
  { name: /claude/i, href: 'https://claude.ai/new?q=' },
]

/** The program such a link opens; undefined for every other address. */
export function programOf(address: string): string | undefined {
  const link = appLinks.find(
    ({ href, program }) => program !== undefined && href !== undefined && address.startsWith(href),
  )
  const line = address.slice(link?.href?.length ?? 0)
  return /^[\w.!~*'()%-]{1,4000}$/.test(line) ? link?.program : undefined
}

/** In single quotes a shell takes every character as it is. */
const shellWord = (line: string): string => `'${line.replaceAll("'", String.raw`'\''`)}'`
