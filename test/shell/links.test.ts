/** What leads into the app (drawbridge:// links, arguments) and out of it (external links). */
import { describe, expect, it, vi } from 'vitest'
import { deepLinkIn, parseDeepLink } from '../../main/shell/deep-link.ts'
import { allowedAddress, createExternalLinks, whereTo } from '../../main/shell/external-links.ts'
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

  it.each([
    'https://chatgpt.com/#settings',
    'https://claude.ai/x',
    'https://ada.eu.auth0.com/u',
    'claude://claude.ai/new?q=Continue%20it',
    "claude-cli://open?q=Continue%20'it'%3A%20call%20join_talk.",
    'codex://new?prompt=Continue%20it',
  ])('%s may be opened', (address) => {
    expect(allowedAddress(address, settings)?.href).toBe(address)
  })

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
    'claude-cli://open?q=x&cwd=%2Fetc',
    'claude-cli://open?cwd=%2Fetc',
    'claude://claude.ai/project/1',
    'claude://code/new?q=x',
    'codex://new?prompt=x&path=%2F',
    'codex://new?prompt=x#y',
    `codex://new?prompt=${'x'.repeat(5_000)}`,
    'codex://codex-app/apply-config',
    'not an address',
  ])('%s may not', (address) => {
    expect(allowedAddress(address, settings)).toBeUndefined()
  })

  it('is named to the owner as the page or the app it opens', () => {
    const asked = (address: string) => whereTo(new URL(address))
    expect(asked('https://claude.ai/new?q=x')).toBe('Open claude.ai in your browser?')
    expect(asked('claude://claude.ai/new?q=x')).toBe('Open Claude?')
    expect(asked('claude-cli://open?q=x')).toBe('Open Claude Code?')
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
