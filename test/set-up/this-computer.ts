/**
 * A test reaches no other computer. A bridge with a public address asks public resolvers about it and looks whether
 * there is a network: in a test the name of another computer is unknown at once, as where there is no network, and
 * nobody is asked. Where questions are dropped, each cost the five seconds a resolver waits.
 */
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIP } from 'node:net'
import { hostname } from 'node:os'

type Lookup = (...args: unknown[]) => unknown

const marker = Symbol.for('drawbridge.this-computer')

const isHere = (name: unknown): boolean =>
  typeof name !== 'string' ||
  isIP(name) !== 0 ||
  /(?:^|\.)localhost$/i.test(name) ||
  name === hostname()

const unknown = (name: unknown): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${String(name)}`), {
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname: name,
  })

// Runs before every file, in a process that several files share.
if (!Reflect.has(dns, marker)) {
  const lookup = dns.lookup as unknown as Lookup
  const lookupPromised = dns.promises.lookup as unknown as Lookup
  const guarded: Lookup = (...args) => {
    const callback = args.at(-1)
    if (isHere(args[0]) || typeof callback !== 'function') return lookup(...args)
    process.nextTick(callback, unknown(args[0]))
    return {}
  }
  // How promisify() gives its answer.
  for (const key of Object.getOwnPropertySymbols(lookup)) {
    Object.assign(guarded, { [key]: Reflect.get(lookup, key) })
  }
  Object.assign(dns.promises, {
    lookup: (...args: unknown[]) =>
      isHere(args[0]) ? lookupPromised(...args) : Promise.reject(unknown(args[0])),
  })
  Object.assign(dns, { lookup: guarded, [marker]: true })
  syncBuiltinESMExports()
}
