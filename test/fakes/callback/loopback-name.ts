/**
 * `node --import` of this file gives a process an internet of one name: callback.example has a public address, and
 * connections to it end on this computer. So the built bridge, its guard of addresses included, calls a test's callback.
 */
import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import net, { type LookupFunction, type TcpNetConnectOpts } from 'node:net'
import tls from 'node:tls'

const name = 'callback.example'
const publicAddress = { address: '93.184.215.14', family: 4 }
const here = { address: '127.0.0.1', family: 4 }

const certificate = readFileSync(new URL('cert.pem', import.meta.url), 'utf8')
tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate])

const { lookup } = dns
dns.lookup = ((host: string, ...rest: unknown[]) => {
  if (host !== name) return (lookup as (...given: unknown[]) => void)(host, ...rest)
  const done = rest.at(-1) as (error: null, found: dns.LookupAddress[]) => void
  done(null, [publicAddress])
}) as typeof dns.lookup

/** Asks the guard first, and leads astray only what it let through. */
const ledHere =
  (guard: LookupFunction): LookupFunction =>
  (host, options, done) => {
    guard(host, options, (error, found) => {
      const first = Array.isArray(found) ? found[0]?.address : found
      if (error || first !== publicAddress.address) return done(error, found)
      if (options.all === true) done(null, [here])
      else done(null, here.address, here.family)
    })
  }

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
  const [options] = given as [Partial<TcpNetConnectOpts> | undefined]
  const led =
    options?.host === name && options.lookup
      ? [{ ...options, lookup: ledHere(options.lookup) }, ...given.slice(1)]
      : given
  return (connect as (...args: unknown[]) => net.Socket).apply(this, led)
}
