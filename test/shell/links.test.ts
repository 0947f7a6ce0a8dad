/** What leads into the app (drawbridge:// links, arguments) and out of it (external links). */
import { describe, expect, it, vi } from 'vitest'
import { deepLinkIn, parseDeepLink } from '../../main/shell/deep-link.ts'
import { allowedAddress, createExternalLinks } from '../../main/shell/external-links.ts'
import { viewSchema } from '../../main/shell/places.ts'
import { startOptions } from '../../main/shell/start-options.ts'
import { settingsSchema } from '../../main/contract/settings-schema.ts'
import { viewNames } from '../../renderer/navigation.ts'

it('knows the views that the panel has', () => {
  expect(viewSchema.options).toEqual(viewNames)
})

describe('a drawbridge:// link', () => {
  it.each([
    ['drawbridge://open/clients', { view: 'clients', path: [] }],
    ['drawbridge://open/setup/chatgpt', { view: 'setup', path: ['chatgpt'] }],
    ['drawbridge://approve/4821', { view: 'home' }],
  ])('%s opens its place', (link, place) => {
    expect(parseDeepLink(link)).toEqual(place)
  })

  it.each([
    'drawbridge://open',
    'drawbridge://open/nowhere',
    'drawbridge://open/setup/%2e%2e%2fetc',
    'drawbridge://open/clients?approve=4821',
    'drawbridge://open/clients#x',
    'drawbridge://me@open/clients',
    'drawbridge://approve/4821/now',
    'drawbridge://approve/one',
    'drawbridge://revoke/chatgpt',
    'https://open/clients',
    'drawbridge:',
    '',
  ])('%j means nothing', (link) => {
    expect(parseDeepLink(link)).toBeUndefined()
  })

  it('is found among switches of Chromium', () => {
    expect(deepLinkIn(['--no-sandbox', 'drawbridge://x', 'drawbridge://open/keys'])).toEqual({
      view: 'keys',
      path: [],
    })
  })
})

describe('the arguments of a start', () => {
  it.each([
    [['--hidden'], true],
    [['drawbridge://start'], true],
    [['drawbridge://start/'], true],
    [['drawbridge://open/keys'], false],
    [[], false],
  ])('%j: hidden is %s', (argv, hidden) => {
    expect(startOptions(argv, {}).hidden).toBe(hidden)
  })

  it.each([
    [['--data', '/data'], {}],
    [['--unknown-switch', '--data=/data'], {}],
    [[], { DRAWBRIDGE_HOME: '/data' }],
  ])('%j %j chooses the data folder', (argv, env) => {
    expect(startOptions(argv, env).dataDir).toBe('/data')
  })
})

describe('an address that leads out of the app', () => {
  const settings = settingsSchema.parse({
    identity: {
      saved: { provider: 'auth0', issuer: 'https://ada.eu.auth0.com/', clientId: 'x' },
    },
  })

  it.each(['https://chatgpt.com/#settings', 'https://claude.ai/x', 'https://ada.eu.auth0.com/u'])(
    '%s may be opened',
    (address) => {
      expect(allowedAddress(address, settings)?.href).toBe(address)
    },
  )

  it.each([
    'http://chatgpt.com/',
    'https://chatgpt.com.evil.example/',
    'https://evilchatgpt.com/',
    'https://chatgpt.com@evil.example/',
    'https://chatgpt.com:8443/',
    'https://bob.eu.auth0.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://chatgpt.com/share',
    'not an address',
  ])('%s may not', (address) => {
    expect(allowedAddress(address, settings)).toBeUndefined()
  })

  it('is opened only after the owner has agreed, and a forbidden one is not even asked about', async () => {
    const confirm = vi.fn(async ({ pathname }: URL) => pathname === '/yes')
    const open = vi.fn(async () => {})
    const refused = vi.fn()
    const openExternal = createExternalLinks({ settings: () => settings, confirm, open, refused })
    await openExternal('https://claude.ai/no')
    await openExternal('https://claude.ai/yes')
    await openExternal('https://evil.example/')
    expect(confirm).toHaveBeenCalledTimes(2)
    expect(open.mock.calls).toEqual([['https://claude.ai/yes']])
    expect(refused.mock.calls).toEqual([['https://evil.example/']])
  })
})
