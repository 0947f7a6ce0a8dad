/**
 * The options of each command, once: parsed by run.ts, completed by the shell (completion.ts). What they mean is
 * in usage.ts.
 */
import type { ParseArgsOptionsConfig } from 'node:util'

/** Every command takes these. */
export const everywhere = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig

export const optionsOf = {
  up: {
    port: { type: 'string' },
    'control-port': { type: 'string' },
    tunnel: { type: 'string' },
    'public-url': { type: 'string' },
    open: { type: 'boolean' },
    verbose: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    background: { type: 'boolean', default: false },
  },
  status: {},
  url: {},
  panel: {},
  stop: {},
  raise: {},
  lower: {},
  keys: {},
  backup: {},
  purge: {
    'older-than': { type: 'string' },
    'old-versions': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  audit: { limit: { type: 'string' }, verify: { type: 'boolean', default: false } },
  approvals: {},
  approve: { as: { type: 'string' }, reads: { type: 'string' } },
  deny: { others: { type: 'boolean', default: false } },
  admit: {},
  clients: {},
  client: {
    name: { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true, default: [] as string[] },
    secret: { type: 'boolean', default: false },
  },
  revoke: { all: { type: 'boolean', default: false } },
  tunnel: { hostname: { type: 'string' } },
  identity: {
    provider: { type: 'string' },
    domain: { type: 'string' },
    'client-id': { type: 'string' },
    audience: { type: 'string' },
    callback: { type: 'string' },
    as: { type: 'string' },
    name: { type: 'string' },
    also: { type: 'string', multiple: true, default: [] as string[] },
    bind: { type: 'boolean', default: false },
    forget: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  connect: {
    route: { type: 'string' },
    undo: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  doctor: { har: { type: 'string' }, error: { type: 'string' }, timeout: { type: 'string' } },
  talk: {
    form: { type: 'string' },
    between: { type: 'string' },
    file: { type: 'string', multiple: true, default: [] as string[] },
    rounds: { type: 'string' },
    minutes: { type: 'string' },
    out: { type: 'string' },
    query: { type: 'string' },
  },
  seat: {
    by: { type: 'string' },
    folder: { type: 'string' },
    path: { type: 'string' },
    write: { type: 'boolean', default: false },
    'any-version': { type: 'boolean', default: false },
  },
  wake: {
    limit: { type: 'string' },
    through: { type: 'string' },
    folder: { type: 'string' },
    thread: { type: 'string' },
  },
  events: {},
  participants: {},
  send: { to: { type: 'string' }, thread: { type: 'string' }, 'reply-to': { type: 'string' } },
  paste: {
    thread: { type: 'string' },
    to: { type: 'string' },
    'reply-to': { type: 'string' },
    file: { type: 'string' },
  },
  inbox: {},
  threads: {},
  thread: {},
  held: { all: { type: 'boolean', default: false } },
  release: {
    with: { type: 'string' },
    thread: { type: 'boolean', default: false },
    allow: { type: 'boolean', default: false },
  },
  return: {},
  guard: {},
  seen: {
    by: { type: 'string' },
    message: { type: 'string' },
    csv: { type: 'boolean', default: false },
  },
  files: {},
  log: { limit: { type: 'string' }, follow: { type: 'boolean', default: false } },
  search: { limit: { type: 'string' } },
  export: { format: { type: 'string' }, out: { type: 'string' }, thread: { type: 'string' } },
  stdio: { as: { type: 'string', default: 'claude' } },
  completion: {},
} as const satisfies Record<string, ParseArgsOptionsConfig>

export type CommandName = keyof typeof optionsOf

/** What a command can be told to do, where the word after it says so. */
export const verbsOf: Partial<Record<CommandName, readonly string[]>> = {
  keys: ['rotate'],
  client: ['add', 'reads'],
  tunnel: ['status', 'restart', 'fetch', 'setup', 'remove'],
  identity: [
    'setup',
    'check',
    'test',
    'on',
    'off',
    'unbind',
    'confirm',
    'admit',
    'dismiss',
    'explain',
    'do-it-for-me',
    'log',
  ],
  doctor: ['rehearse'],
  talk: [
    'start',
    'list',
    'forms',
    'watch',
    'say',
    'verdict',
    'pause',
    'resume',
    'end',
    'skip',
    'word',
    'more',
    'result',
  ],
  seat: ['list', 'programs', 'test', 'stop', 'remove'],
  wake: ['list', 'now', 'set', 'test', 'log'],
  thread: ['go-on', 'more', 'end', 'bound', 'name'],
  guard: ['on', 'off'],
  files: ['read', 'write', 'delete'],
  completion: ['bash', 'zsh', 'fish', 'powershell'],
}

/** Between programs of the bridge; not for people. */
export const hiddenOptions: ReadonlySet<string> = new Set(['headless', 'background'])
