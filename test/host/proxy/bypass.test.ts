/** Which hosts a bypass list names, as its own system reads it. */
import { expect, it } from 'vitest'
import { bypasses } from '../../../main/host/proxy/bypass.ts'

const url = (host: string) => new URL(host.includes('://') ? host : `https://${host}`)

it.each<[string, string, boolean]>([
  // NO_PROXY as curl and Go read it.
  ['example.com', 'example.com', true],
  ['example.com', 'www.example.com', true],
  ['.example.com', 'www.example.com', true],
  ['*.example.com', 'www.example.com', true],
  ['example.com', 'notexample.com', false],
  ['example.com:8443', 'example.com:8443', true],
  ['example.com:8443', 'example.com', false],
  ['example.com:443', 'example.com', true],
  ['EXAMPLE.com', 'example.COM', true],
  ['*', 'anything.example', true],
  ['', 'anything.example', false],
  // GNOME's defaults.
  ['127.0.0.0/8', '127.0.0.5', true],
  ['::1', '[::1]', true],
  ['10.0.0.0/8', '10.200.3.4', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.0.0.0/8', 'ten.example', false],
  ['fd00::/8', '[fd12::1]', true],
  ['[fd12::1]:8443', '[fd12::1]:8443', true],
  ['10.0.0.0/x', '10.0.0.1', false],
])('of whole domains: %s and %s: %s', (entry, host, named) => {
  expect(bypasses({ entries: [entry], wholeDomains: true }, url(host))).toBe(named)
})

it.each<[string, string, boolean]>([
  // Windows.
  ['*.example.com', 'www.example.com', true],
  ['*.example.com', 'example.com', false],
  ['example.com', 'www.example.com', false],
  ['192.168.*', '192.168.7.9', true],
  ['192.168.*', '192.169.7.9', false],
  ['*intra*', 'my.intranet.example', true],
  ['a*b*c', 'axxbyyc', true],
  ['a*b*c', 'ac', false],
  ['aba*aba', 'aba', false],
  ['<local>', 'printer', true],
  ['<local>', 'printer.example', false],
  ['<local>', '[fd12::1]', false],
  ['https://only.example', 'https://only.example', true],
  ['https://only.example', 'http://only.example', false],
  // macOS.
  ['169.254/16', '169.254.3.4', true],
  ['*.local', 'printer.local', true],
  ['.local', 'printer.local', true],
])('of Windows and macOS: %s and %s: %s', (entry, host, named) => {
  expect(bypasses({ entries: [entry], wholeDomains: false }, url(host))).toBe(named)
})

it('takes names without a dot for the own network where macOS says so', () => {
  const simple = { entries: [], wholeDomains: false, simpleNames: true }
  expect(bypasses(simple, url('printer'))).toBe(true)
  expect(bypasses(simple, url('printer.example'))).toBe(false)
})

it('is done with hostile patterns in one pass', () => {
  const entries = ['*a'.repeat(5_000) + 'b']
  expect(bypasses({ entries, wholeDomains: false }, url(`${'a'.repeat(60)}.example`))).toBe(false)
})
