/** cloudflared's command line, as far as it is used: unknown flags end in usage on stdout, exit 0. */

const withValue = [
  'config',
  'edge',
  'grace-period',
  'ha-connections',
  'logfile',
  'loglevel',
  'metrics',
  'output',
  'pidfile',
  'protocol',
  'quick-service',
  'url',
]
const switches = ['no-autoupdate', 'no-prechecks']

export function parseCommandLine(args, version, unknownFlags) {
  if (args[0] === 'version' || args[0] === '--version') return { kind: 'version' }
  const known = new Set([...withValue, ...switches].filter((name) => !unknownFlags.includes(name)))
  if (version < '2026.5.0') known.delete('no-prechecks')
  const flags = {}
  let run = false
  for (let index = 1; index < args.length; index++) {
    const arg = args[index]
    if (!arg.startsWith('-')) {
      if (arg === 'run') run = true
      continue
    }
    const name = arg.replace(/^-+/, '')
    if (!known.has(name)) return { kind: 'usage', flag: name }
    flags[name] = switches.includes(name) ? true : args[++index]
  }
  return { kind: 'tunnel', flags, run }
}
