/** `drawbridge connect` against a bridge without a public address. */
import { expect, it, vi } from 'vitest'
import { connect } from '../../main/cli/connect-commands.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

const options = { undo: false, force: false, 'dry-run': false, yes: false }

it('says in the list, and when asked, that a client in the cloud needs an address first', async () => {
  const { dataDir } = await openBridge()
  const list = await printed(dataDir, (context) => connect(context, [], options))
  expect(list).toMatch(/^chatgpt .*Needs a public address/m)
  expect(list).toMatch(/^zed .*By hand/m)
  await expect(
    printed(dataDir, (context) => connect(context, ['chatgpt'], options)),
  ).rejects.toThrow('ChatGPT needs a public address')
})

it('promises no public address to other clients while there is none', async () => {
  const { dataDir } = await openBridge()
  const text = await printed(dataDir, (context) => connect(context, ['other'], options))
  expect(text).toContain('1. A client in the cloud needs a public address, and there is none yet')
  expect(text).not.toContain('Public address:')
})

it('says first why the quicker ways to set a client up are not there', async () => {
  vi.stubEnv('HOME', '/nowhere/at/all')
  vi.stubEnv('USERPROFILE', '/nowhere/at/all')
  vi.stubEnv('APPDATA', '/nowhere/at/all')
  const { dataDir } = await openBridge().finally(() => vi.unstubAllEnvs())
  const text = await printed(dataDir, (context) => connect(context, ['claude-desktop'], options))
  expect(text.split('\n')[0]).toBe('Claude Desktop was not found on this computer.')
  expect(text).toContain('1. ')
  const byHand = { ...options, route: 'steps' }
  expect(
    await printed(dataDir, (context) => connect(context, ['claude-desktop'], byHand)),
  ).not.toContain('was not found')
})
