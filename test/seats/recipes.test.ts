/** What each program is started with. That the programs do as they are told was tried with the real ones. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { seatEnvironment } from '../../main/bridge/seats/environment.ts'
import { recipeOf, recipes } from '../../main/bridge/seats/recipes/all.ts'
import type { Recipe, Turn } from '../../main/bridge/seats/recipes/recipe.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const link = {
  command: '/opt/node',
  args: ['/opt/stdio.cjs', '--data', '/data', '--as', 'claude', '--run', 'r1'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
}
const turn = (extra: Partial<Turn> = {}): Turn => ({
  folder: '/home/ann/plans',
  scratch: '/data/seats/claude',
  link,
  readOnly: true,
  args: [],
  seconds: 600,
  ...extra,
})
const everything = (recipe: Recipe, extra: Partial<Turn> = {}): string =>
  JSON.stringify(recipe.prepare(turn(extra)))

describe.each(recipes.map((recipe) => [recipe.title, recipe] as const))('%s', (_title, recipe) => {
  it('gets the bridge as its only server, with the run its link belongs to', () => {
    const given = everything(recipe).replaceAll('\\', '')
    expect(given).toContain('/opt/stdio.cjs')
    expect(given).toContain('"r1"')
    expect(given).toContain('ELECTRON_RUN_AS_NODE')
  })

  it('passes the owner’s own arguments on', () => {
    const { args } = recipe.prepare(turn({ args: ['--model', 'large'] }))
    expect(args.join(' ')).toContain('--model large')
  })

  it('names no variable that could carry code or secrets of the bridge', () => {
    for (const name of recipe.passes) expect(name).not.toMatch(/^(?:NODE_|LD_|DYLD_|DRAWBRIDGE)/)
  })
})

describe('read-only', () => {
  it('leaves Claude Code the tools that read, and no question', () => {
    const { args } = recipeOf('claude-code').prepare(turn())
    expect(args[args.indexOf('--tools') + 1]).toBe('Read,Glob,Grep')
    expect(args[args.indexOf('--allowedTools') + 1]).toBe('mcp__drawbridge')
    expect(args[args.indexOf('--permission-mode') + 1]).toBe('dontAsk')
  })

  it('takes the shell from Codex, which could read the whole disk', () => {
    const reading = recipeOf('codex').prepare(turn()).args
    expect(reading).toContain('features.shell_tool=false')
    expect(reading[reading.indexOf('-s') + 1]).toBe('read-only')
    const writing = recipeOf('codex').prepare(turn({ readOnly: false })).args
    expect(writing).not.toContain('features.shell_tool=false')
    expect(writing[writing.indexOf('-s') + 1]).toBe('workspace-write')
    expect(reading.at(-1)).toBe('-')
  })

  it('denies opencode all but reading and the bridge', () => {
    const { env } = recipeOf('opencode').prepare(turn())
    const { permission } = JSON.parse(env['OPENCODE_CONFIG_CONTENT'] ?? '') as {
      permission: Record<string, string>
    }
    expect(permission['*']).toBe('deny')
    expect(permission['external_directory']).toBe('deny')
    expect(Object.keys(permission)).not.toContain('bash')
  })
})

it('does not start opencode where it would ask a stranger’s model', () => {
  const home = temporaryFolder()
  const { hasLogin } = recipeOf('opencode')
  expect(hasLogin?.({ env: {}, home, args: [] })).toBe(false)
  expect(hasLogin?.({ env: {}, home, args: ['--model', 'mine/large'] })).toBe(true)
  const folder = join(home, '.local', 'share', 'opencode')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'auth.json'), '{}')
  expect(hasLogin?.({ env: {}, home, args: [] })).toBe(true)
})

it('fills in a command’s arguments, and a file that names the bridge', () => {
  const prepared = recipeOf('command').prepare(turn({ args: ['--mcp={mcp_config}', '{folder}'] }))
  expect(prepared.args).toEqual(['--mcp=/data/seats/claude/mcp.json', '/home/ann/plans'])
  expect(JSON.parse(prepared.files?.['mcp.json'] ?? '')).toEqual({
    mcpServers: { drawbridge: { type: 'stdio', ...link } },
  })
})

it('ends Claude Code when its first line says that the bridge did not start', () => {
  const init = (status: string) =>
    JSON.stringify({
      type: 'system',
      subtype: 'init',
      mcp_servers: [{ name: 'drawbridge', status }],
    })
  const { troubleIn } = recipeOf('claude-code')
  expect(troubleIn?.(init('failed'))).toBe('no-server')
  expect(troubleIn?.(init('connected'))).toBeUndefined()
  expect(troubleIn?.('{"type":"system","subtype":"init"')).toBeUndefined()
})

it('gives a program what any needs and its own login, and drops the rest', () => {
  const env = {
    PATH: '/usr/bin',
    HOME: '/home/ann',
    ANTHROPIC_API_KEY: 'hers',
    OPENAI_API_KEY: 'hers too',
    DRAWBRIDGE_HOME: '/data',
    CLOUDFLARE_API_TOKEN: 'of the tunnel',
    NODE_OPTIONS: '--require /tmp/x.js',
    LD_PRELOAD: '/tmp/x.so',
  }
  const given = seatEnvironment({
    env,
    platform: 'linux',
    path: '/opt/claude/bin/claude',
    passes: recipeOf('claude-code').passes,
    own: { MARK: 'r1' },
  })
  expect(given).toEqual({
    PATH: '/opt/claude/bin:/usr/bin',
    HOME: '/home/ann',
    ANTHROPIC_API_KEY: 'hers',
    TERM: 'dumb',
    NO_COLOR: '1',
    MARK: 'r1',
  })
})
