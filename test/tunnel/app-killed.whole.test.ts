/** What is left of the tunnel when the app around it ends, in every way an app can end. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TunnelEvent, TunnelStatus } from '../../main/bridge/tunnel/types.ts'
import type { AppSettings } from '../fakes/cloudflared/app.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'
import { createWorld, processesOf, quickTimings, until, type World } from './tunnel-world.ts'

const appFile = fileURLToPath(new URL('../fakes/cloudflared/app.ts', import.meta.url))

let world: World
let apps: ChildProcess[]
beforeEach(async () => {
  world = await createWorld()
  apps = []
  // The app serves the port itself.
  await world.bridgeDown()
})
afterEach(async () => {
  for (const app of apps) app.kill('SIGKILL')
  for (const line of await processesOf(world.dataDir))
    process.kill(Number.parseInt(line, 10), 'SIGKILL')
  await world.stop()
})

function startApp(keeper: boolean, port = world.localPort()) {
  const settings: AppSettings = {
    dataDir: world.dataDir,
    port,
    env: world.env,
    settings: { keeper, endpoints: world.cloudflare.endpoints, timings: quickTimings },
  }
  const child = spawn(process.execPath, [appFile, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  apps.push(child)
  const events: TunnelEvent[] = []
  let rest = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const event: TunnelEvent = JSON.parse(line)
      events.push(event)
    }
  })
  const status = (): TunnelStatus | undefined =>
    events.flatMap((event) => (event.type === 'state' ? [event.status] : [])).at(-1)
  return {
    child,
    ready: () =>
      until(() => {
        const now = status()
        return now?.state === 'ready' ? now : null
      }),
    stories: () => events.flatMap((event) => (event.type === 'story' ? [event.text] : [])),
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

const noProcess = () => until(async () => (await processesOf(world.dataDir)).length === 0)

test('kill -9 of the app leaves no cloudflared, and the next start has the same address', async () => {
  const app = startApp(false)
  const { publicUrl } = await app.ready()
  expect(await processesOf(world.dataDir)).toHaveLength(1)
  await app.end('SIGKILL')
  await noProcess()
  const next = startApp(false)
  expect((await next.ready()).publicUrl).toBe(publicUrl)
  expect(world.cloudflare.quick.made).toBe(1)
})

test('an orderly end unregisters and leaves no process', async () => {
  const app = startApp(false)
  await app.ready()
  await app.end('SIGTERM')
  expect(await processesOf(world.dataDir)).toEqual([])
  expect(world.cloudflare.connectors.size).toBe(0)
})

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'keeper: cloudflared outlives the app (%s) and is adopted, same process, same address',
  async (signal) => {
    const app = startApp(true)
    const { publicUrl, cloudflared } = await app.ready()
    await until(async () => {
      const { readFile } = await import('node:fs/promises')
      return readFile(`${world.dataDir}/tunnel-process.json`, 'utf8').catch(() => null)
    })
    await app.end(signal)
    expect(await processesOf(world.dataDir)).toHaveLength(1)
    expect(world.cloudflare.connectors.size).toBe(1)
    const next = startApp(true)
    const ready = await next.ready()
    expect(ready).toMatchObject({ publicUrl, cloudflared: { pid: cloudflared?.pid } })
    expect(next.stories().join('\n')).toContain('taken over')
    expect(world.cloudflare.registrations).toHaveLength(1)
  },
)

test('keeper: an adopted process that dies is replaced with the same address', async () => {
  const app = startApp(true)
  const { publicUrl, cloudflared } = await app.ready()
  await app.end('SIGTERM')
  const next = startApp(true)
  await next.ready()
  process.kill(cloudflared?.pid ?? 0, 'SIGKILL')
  await until(() => next.stories().some((text) => text.includes('ended without being asked')))
  await until(() => world.cloudflare.registrations.length === 2)
  expect((await next.ready()).publicUrl).toBe(publicUrl)
})

test('keeper switched off: the process left from before is ended, not adopted and not doubled', async () => {
  const app = startApp(true)
  const { publicUrl, cloudflared } = await app.ready()
  await app.end('SIGTERM')
  const next = startApp(false)
  const ready = await next.ready()
  expect(ready.publicUrl).toBe(publicUrl)
  expect(ready.cloudflared?.pid).not.toBe(cloudflared?.pid)
  expect(await processesOf(world.dataDir)).toHaveLength(1)
})

test('keeper: a process that forwards to another port than ours is ended, not adopted', async () => {
  const app = startApp(true)
  const { publicUrl, cloudflared } = await app.ready()
  await app.end('SIGTERM')
  const free = createServer()
  await listen(free)
  const port = portOf(free)
  await shut(free)
  const next = startApp(true, port)
  const ready = await next.ready()
  expect(ready.publicUrl).toBe(publicUrl)
  expect(ready.cloudflared?.pid).not.toBe(cloudflared?.pid)
  expect(await processesOf(world.dataDir)).toHaveLength(1)
})

test('kill -9 of the app ends even a cloudflared that ignores SIGTERM', async () => {
  await world.scenario({ ignoreSigterm: true })
  const app = startApp(false)
  await app.ready()
  await app.end('SIGKILL')
  await noProcess()
})

test('a record of a process that is not cloudflared harms nobody', async () => {
  const bystander = spawn('sleep', ['60'])
  const record = {
    pid: bystander.pid,
    startedAt: '2026-11-21T08:00:00Z',
    binary: '/bin/sleep',
    metricsPort: world.localPort(),
    tunnelId: 'ours',
    connectorId: 'ours',
    localPort: world.localPort(),
  }
  await writeFile(join(world.dataDir, 'tunnel-process.json'), JSON.stringify(record))
  const app = startApp(true)
  const ready = await app.ready()
  expect(ready.cloudflared?.pid).not.toBe(bystander.pid)
  expect(bystander).toMatchObject({ exitCode: null, signalCode: null })
  bystander.kill()
})

test('a second app on the same data folder is refused while the first one runs', async () => {
  const app = startApp(false)
  await app.ready()
  await expect(world.tunnel().start()).rejects.toMatchObject({ code: 'tunnel-in-use' })
  await app.end('SIGKILL')
  await noProcess()
  await startApp(false).ready()
})
