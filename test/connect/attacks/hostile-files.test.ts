/** Configuration files as nobody writes them by hand: only their own client is affected. */
import { mkdir, readFile, rm, writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openBridge } from '../../control/open-bridge.ts'

async function withCursorFile(text: string) {
  const home = await mkdtemp(join(tmpdir(), 'drawbridge-connect-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const file = join(home, '.cursor', 'mcp.json')
  await mkdir(join(home, '.cursor'))
  await writeFile(file, text)
  const { invoke } = await openBridge({ env: { HOME: home, PATH: '' } })
  return { file, invoke }
}

it.each([
  ['lists', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ['objects', `{"mcpServers":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
])(
  'one that is nested without end, by %s, is said to be unreadable and left alone',
  async (...given) => {
    const [, text] = given
    const { file, invoke } = await withCursorFile(text)
    const clients = await invoke('connect.list')
    expect(clients.filter(({ state }) => state === 'unreadable').map(({ id }) => id)).toEqual([
      'cursor',
    ])
    await expect(
      invoke('connect.preview', { client: 'cursor', route: 'config' }),
    ).rejects.toMatchObject({ code: 'config-unreadable' })
    expect(await readFile(file, 'utf8')).toBe(text)
  },
)

it('one with __proto__ in it gets its entry beside it, and nothing comes from there', async () => {
  const text = '{"mcpServers":{"__proto__":{"drawbridge":{"command":"evil"}}}}'
  const { file, invoke } = await withCursorFile(text)
  const target = { client: 'cursor', route: 'config' } as const
  const { token } = await invoke('connect.preview', target)
  await invoke('connect.apply', { ...target, token })
  const written = JSON.parse(await readFile(file, 'utf8'))
  expect(Object.keys(written.mcpServers)).toEqual(['__proto__', 'drawbridge'])
  expect(written.mcpServers.drawbridge.command).toBe('node')
  expect({}).not.toHaveProperty('drawbridge')
})

it('one that names the same servers twice is refused: a client may read the other', async () => {
  const twice =
    '{"mcpServers":{"drawbridge":{"command":"a"}},"mcpServers":{"drawbridge":{"command":"b"}}}'
  const { invoke } = await withCursorFile(twice)
  await expect(
    invoke('connect.preview', { client: 'cursor', route: 'config' }),
  ).rejects.toMatchObject({ code: 'config-unreadable' })
})
