/** The commands somebody needs when the bridge does not run. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { connect } from '../../main/cli/connect-commands.ts'
import { doctor } from '../../main/cli/doctor-commands.ts'
import { identity } from '../../main/cli/identity-commands.ts'
import { temporaryDataDir } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

afterEach(() => {
  process.exitCode = 0
  vi.unstubAllEnvs()
})

const options = { also: [], bind: false, forget: false, yes: false }

it('doctor --error says what a text means', async () => {
  const dataDir = await temporaryDataDir()
  const error = 'AADSTS50011: The redirect URI specified in the request does not match'
  const text = await printed(dataDir, (context) => doctor(context, [], { error }))
  expect(text).toContain('(upstream-callback-mismatch)')
})

it('doctor --har names the step that failed', async () => {
  const dataDir = await temporaryDataDir()
  const har = join(dataDir, 'recorded.har')
  const entry = {
    startedDateTime: '2026-11-21T10:00:00.000Z',
    time: 5,
    request: { method: 'POST', url: 'https://bridge.example/oauth2/token', headers: [] },
    response: { status: 400, headers: [], content: {} },
  }
  await writeFile(har, JSON.stringify({ log: { entries: [entry] } }))
  const text = await printed(dataDir, (context) => doctor(context, [], { har }))
  expect(text).toMatch(/x .*oken/)
})

it('identity explain knows the same texts as the doctor', async () => {
  const dataDir = await temporaryDataDir()
  const text = await printed(dataDir, (context) =>
    identity(
      context,
      ['explain', 'OAuthError: User is not assigned to the client application.'],
      options,
    ),
  )
  expect(text).toContain('upstream-denied')
})

it('doctor looks at this computer, and says that no bridge runs', async () => {
  const dataDir = await temporaryDataDir()
  const text = await printed(dataDir, (context) => doctor(context, [], {}))
  expect(text).toContain('no bridge is running')
  expect(text).toContain('✓ Data folder')
  expect(text).toContain('Node and SQLite')
  expect(text).not.toContain('internal')
})

it('connect --dry-run shows what would change, and changes nothing', async () => {
  const dataDir = await temporaryDataDir()
  const home = join(dataDir, 'home')
  await mkdir(join(home, '.cursor'), { recursive: true })
  const file = join(home, '.cursor', 'mcp.json')
  await writeFile(file, '{}\n')
  vi.stubEnv('HOME', home)
  const flags = { undo: false, force: false, 'dry-run': true, yes: false, route: 'config' }
  const text = await printed(dataDir, (context) => connect(context, ['cursor'], flags))
  expect(text).toContain('"drawbridge"')
  expect(await readFile(file, 'utf8')).toBe('{}\n')
})

it('what needs the bridge still says that none runs', async () => {
  const dataDir = await temporaryDataDir()
  await expect(
    printed(dataDir, (context) => identity(context, ['status'], options)),
  ).rejects.toMatchObject({
    code: 'bridge-not-running',
  })
})
