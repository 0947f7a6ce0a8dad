/**
 * A strict double of Claude Code in print mode, as the real one was seen: its flags and no others, the prompt
 * on stdin, a line of JSON per event, the bridge as an MCP server that it starts. In place of a model it makes
 * the calls that the tools' answers name. What it does beside that comes from behaviour.json beside it.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { decide, type Content } from '../../real-clients/policy.ts'

export interface Behaviour {
  /** What it does in place of following the answers. */
  does?:
    | 'silent'
    | 'refuse'
    | 'no-login'
    | 'quota'
    | 'no-server'
    | 'hang'
    | 'ignore-term'
    | 'flood'
    | 'call-without-end'
    | 'leave-child'
  /** What it hands in, by name of argument. */
  content?: Content
  /** Waits until this file is there before it makes its first call. */
  after?: string
}

/** One line of what it kept: for the test to read. */
export interface Kept {
  pid: number
  prompt?: string
  env?: Record<string, string | undefined>
  args?: string[]
  cwd?: string
  child?: number
  ended?: boolean
}

const here = process.argv[2] ?? ''
const argv = process.argv.slice(3)
const {
  does,
  content = {},
  after,
} = JSON.parse(readFileSync(join(here, 'behaviour.json'), 'utf8')) as Behaviour
const keep = (kept: Omit<Kept, 'pid'>): void =>
  appendFileSync(join(here, 'kept.jsonl'), `${JSON.stringify({ pid: process.pid, ...kept })}\n`)
const say = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`)
const result = (extra: object): void => say({ type: 'result', ...extra })

if (argv[0] === '--version') {
  process.stdout.write('2.1.332 (Claude Code)\n')
  process.exit(0)
}

const { values } = parseArgs({
  args: argv,
  strict: true,
  options: {
    print: { type: 'boolean', short: 'p' },
    'output-format': { type: 'string' },
    verbose: { type: 'boolean' },
    'strict-mcp-config': { type: 'boolean' },
    'mcp-config': { type: 'string' },
    'setting-sources': { type: 'string' },
    tools: { type: 'string' },
    allowedTools: { type: 'string' },
    'permission-mode': { type: 'string' },
    'permission-prompts': { type: 'string' },
    'disable-slash-commands': { type: 'boolean' },
    'no-session-persistence': { type: 'boolean' },
    'no-chrome': { type: 'boolean' },
    'max-turns': { type: 'string' },
    model: { type: 'string' },
  },
})
const prompt = await text(process.stdin)
if (values.print !== true || prompt.trim() === '') {
  process.stderr.write(
    'Error: Input must be provided either through stdin or as a prompt argument\n',
  )
  process.exit(1)
}
keep({ prompt, env: process.env, args: argv, cwd: process.cwd() })
process.once('exit', () => keep({ ended: true }))
if (does === 'ignore-term') process.on('SIGTERM', () => {})
if (does === 'leave-child') {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  keep({ ...(child.pid !== undefined && { child: child.pid }) })
  child.unref()
}

const init = (status: string): void =>
  say({ type: 'system', subtype: 'init', mcp_servers: [{ name: 'drawbridge', status }] })

if (does === 'no-server') {
  init('failed')
  // The real one goes on without its servers.
  await delay(60_000)
}
if (does === 'no-login') {
  init('connected')
  result({ is_error: true, result: 'Not logged in · Please run /login' })
  process.exit(1)
}
if (does === 'quota') {
  result({ is_error: true, result: 'API Error: 429 rate_limit_error' })
  process.exit(1)
}

interface Config {
  mcpServers: { drawbridge: { command: string; args: string[]; env?: Record<string, string> } }
}
const server = (JSON.parse(values['mcp-config'] ?? '{}') as Config).mcpServers.drawbridge
const client = new Client({ name: 'claude-code', version: '2.1.332' })
const inherited = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
)
await client.connect(new StdioClientTransport({ ...server, env: { ...inherited, ...server.env } }))
init('connected')
if (after !== undefined) await untilThere(after)

async function call(name: string, args: Content = {}): Promise<string> {
  const { content: parts } = await client.callTool({ name, arguments: args })
  return parts.map((part) => ('text' in part ? part.text : '')).join('\n')
}

async function untilThere(path: string): Promise<void> {
  for (;;) {
    try {
      readFileSync(path)
      return
    } catch {
      await delay(20)
    }
  }
}

async function answerLetters(): Promise<void> {
  const { text: message = 'Noted.' } = content as { text?: string }
  const { structuredContent } = await client.callTool({ name: 'check_inbox', arguments: {} })
  const { messages } = structuredContent as { messages: { from: string; thread: string }[] }
  for (const { from, thread } of messages) {
    await call('send_message', { to: [from], thread, message })
  }
}

async function takeTurns(): Promise<void> {
  const answers: string[] = []
  for (;;) {
    const decision = decide({ prompt, answers }, content)
    if ('say' in decision) return
    answers.push(await call(decision.call, decision.args))
  }
}

switch (does) {
  case 'refuse':
    say({ type: 'assistant', message: { stop_reason: 'refusal' } })
    result({ is_error: true, result: '' })
    break
  case 'silent':
    result({ result: 'ok' })
    break
  case 'hang':
  case 'ignore-term':
    await call('bridge_status')
    await delay(600_000)
    break
  case 'flood':
    for (;;) {
      if (!process.stdout.write('x'.repeat(1 << 20))) {
        await new Promise((resolve) => process.stdout.once('drain', resolve))
      }
    }
  case 'call-without-end':
    for (;;) await call('bridge_status')
  default:
    if (prompt.includes('bridge_status')) await call('bridge_status')
    else if (prompt.includes('check_inbox')) await answerLetters()
    else await takeTurns()
    result({ result: 'done' })
}
await client.close()
process.exit(0)
