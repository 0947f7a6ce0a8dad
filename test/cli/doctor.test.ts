/** `drawbridge doctor` against a bridge, as somebody runs it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { doctor } from '../../main/cli/doctor-commands.ts'
import { UsageError } from '../../main/cli/usage.ts'
import { openLadderWorld } from '../doctor/ladder-world.ts'
import { openBridge } from '../control/open-bridge.ts'
import { until } from '../tunnel/tunnel-world.ts'
import { printed } from './commands.ts'

afterEach(() => {
  process.exitCode = 0
})

it('tells of each client what stopped it and what to do, and of this computer', async () => {
  const world = await openLadderWorld()
  await world.client('claude').send('POST', '/sse', { json: {} })
  await world.client('chatgpt').connect()
  const text = await printed(world.dataDir, (context) => doctor(context, [], {}))
  expect(text).toContain('✓ ChatGPT: came as far as "Used a tool"')
  expect(text).toMatch(/x Claude: .*\n.*\n.*\(client-wrong-path\)/)
  expect(text).toContain('✓ Database: Sound.')
})

it('gives both as one JSON value', async () => {
  const world = await openLadderWorld()
  await world.client('claude').challenge()
  const text = await printed(world.dataDir, (context) => doctor(context, [], {}), { json: true })
  const { ladders, system } = JSON.parse(text) as { ladders: unknown[]; system: unknown[] }
  expect(ladders).toHaveLength(1)
  expect(system).toHaveLength(15)
})

it('rehearses, waits for the owner, and says how it went', async () => {
  const { dataDir, invoke } = await openBridge()
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
  const run = printed(dataDir, (context) => doctor(context, ['rehearse', 'claude'], {}))
  // The owner is asked a moment before the rehearsal has read the page with the number.
  await until(async () => /waits for you/.test(said.mock.calls.join('')) || undefined)
  const { number } = await until(async () => (await invoke('approvals.list'))[0])
  await invoke('approvals.approve', { number })
  const text = await run
  expect(text).toContain('✓ You approve it')
  expect(text).toContain('All is well.')
  expect(process.exitCode ?? 0).toBe(0)
})

it('says how long a rehearsal waits for the owner, and waits no longer than it may', async () => {
  const { dataDir, invoke } = await openBridge()
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { now } = Date
  let later = 0
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + later)
  onTestFinished(() => {
    said.mockRestore()
    clock.mockRestore()
  })
  const run = printed(dataDir, (context) => doctor(context, ['rehearse'], { timeout: 100 }))
  await until(async () => /waits for you/.test(said.mock.calls.join('')) || undefined)
  expect(said.mock.calls.join('')).toMatch(/\(\d+ seconds at most\): drawbridge approve \d+/)
  later = 100_000
  expect(await run).toContain('It did not finish within 100 seconds.')
  expect(process.exitCode).toBe(1)
  // It does not stay behind in the bridge, where it would be in the way of the next one.
  await until(async () => (await invoke('doctor.rehearsals'))[0]?.state === 'failed' || undefined)
})

it('a rehearsal without a limit of its own names that of the approval', async () => {
  const { dataDir, invoke } = await openBridge()
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
  const run = printed(dataDir, (context) => doctor(context, ['rehearse'], {}))
  await until(async () => /waits for you/.test(said.mock.calls.join('')) || undefined)
  expect(said.mock.calls.join('')).toContain('waits for you (10 minutes at most)')
  const [waiting] = await invoke('approvals.list')
  await invoke('approvals.deny', { number: waiting?.number ?? '' })
  await run
})

it('a rehearsal that does not pass is a failure of the command', async () => {
  const { dataDir, invoke } = await openBridge()
  const run = printed(dataDir, (context) => doctor(context, ['rehearse'], {}))
  const number = await until(async () => (await invoke('doctor.rehearsals'))[0]?.approval)
  await invoke('approvals.deny', { number })
  expect(await run).toContain('(rehearsal-not-approved)')
  expect(process.exitCode).toBe(1)
})

it('reads a HAR file and an error text', async () => {
  const { dataDir } = await openBridge()
  const har = join(dataDir, 'page.har')
  await writeFile(har, '{"log":{"entries":[]}}')
  const text = await printed(dataDir, (context) => doctor(context, [], { har }))
  expect(text).toContain('(har-no-sign-in)')
  const said = await printed(dataDir, (context) =>
    doctor(context, [], { error: 'MCP server https://x.example/mcp does not implement OAuth' }),
  )
  expect(said).toContain('(chatgpt-no-oauth)')
  const vague = await printed(dataDir, (context) =>
    doctor(context, [], { error: 'Something went wrong' }),
  )
  expect(vague).toContain('in a terminal: `drawbridge doctor --har FILE`')
})

it('a file that is not there, and words it does not know', async () => {
  const { dataDir } = await openBridge()
  const missing = { har: join(dataDir, 'missing.har') }
  await expect(printed(dataDir, (context) => doctor(context, [], missing))).rejects.toMatchObject({
    code: 'local-file-unusable',
  })
  await expect(
    printed(dataDir, async (context) => doctor(context, ['dance'], {})),
  ).rejects.toBeInstanceOf(UsageError)
  await expect(
    printed(dataDir, async (context) => doctor(context, [], { timeout: 5 })),
  ).rejects.toBeInstanceOf(UsageError)
})
