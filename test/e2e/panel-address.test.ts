/** What the owner sees when the address changes, is refused, or is out of reach; on the double. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../tunnel/tunnel-world.ts'
import { rendererDir } from './built-panel.ts'
import { startPanelWorld, type PanelWorld } from './panel-world.ts'
import { connectChromium } from './shared-chromium.ts'

let chromium: Browser

beforeAll(async () => {
  chromium = await connectChromium()
})
afterAll(() => chromium.close())

async function chooseQuick({ page, go }: PanelWorld): Promise<void> {
  await go('#setup/address')
  await page.getByRole('radio', { name: 'A quick address' }).click()
  await page.getByRole('button', { name: 'Use a quick address' }).click()
}

const reachable = ({ page }: PanelWorld) =>
  page.getByRole('heading', { name: 'Reachable from outside' }).waitFor()

const publicUrl = async ({ invoke }: PanelWorld) => (await invoke('tunnel.status')).publicUrl

it('follows the address to a new one, and says who has to connect again', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page, cloudflare } = world
  await chooseQuick(world)
  await reachable(world)
  const before = await publicUrl(world)
  await world.connect(
    'ChatGPT',
    'https://chatgpt.com/connector_platform_oauth_redirect',
    async (number) => void (await world.invoke('approvals.approve', { number })),
  )
  for (const id of cloudflare.tunnels.keys()) cloudflare.forget(id)
  const after = await until(async () => {
    const { state, publicUrl: now } = await world.invoke('tunnel.status')
    return state === 'ready' && now !== before && now
  })
  await page.getByText(`${after}/mcp`, { exact: true }).waitFor()
  await expect.poll(() => page.getByText(`${before}/mcp`, { exact: true }).count()).toBe(0)
  await world.go('#clients')
  await page
    .getByText(/connect(ed|ing)? .*again/i)
    .first()
    .waitFor()
  expect(world.problems).toEqual([])
})

it('asks before an address is left that somebody uses', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await chooseQuick(world)
  await reachable(world)
  await world.connect(
    'ChatGPT',
    'https://chatgpt.com/connector_platform_oauth_redirect',
    async (number) => void (await world.invoke('approvals.approve', { number })),
  )
  await page.getByRole('radio', { name: 'No public address' }).click()
  await page.getByRole('button', { name: 'Close the public address' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give up the current address?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect((await world.invoke('tunnel.status')).mode).toBe('quick')
  await page.getByRole('button', { name: 'Close the public address' }).click()
  await dialog.getByRole('button', { name: 'Change the address' }).click()
  await page.getByText('There is no public address.').waitFor()
  expect((await world.invoke('tunnel.status')).mode).toBe('off')
})

it('says that Cloudflare refuses more addresses, until when it waits, and goes on by itself', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page, cloudflare } = world
  cloudflare.quick.answers = '429-text'
  await chooseQuick(world)
  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
  await page.getByText('Tries again').waitFor()
  const { lastError } = await world.invoke('tunnel.status')
  await page.getByText(lastError?.code ?? 'no error', { exact: true }).waitFor()
  cloudflare.quick.answers = 'ok'
  await reachable(world)
})

it('says that this computer is offline, and that it is back', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page, cloudflare } = world
  await chooseQuick(world)
  await reachable(world)
  const before = await publicUrl(world)
  cloudflare.online = false
  cloudflare.dropConnections()
  await page.getByRole('heading', { name: 'Reachable from outside' }).waitFor({ state: 'detached' })
  const { lastError } = await until(async () => {
    const now = await world.invoke('tunnel.status')
    return now.lastError && now
  })
  await page
    .getByText(lastError?.sentence ?? '')
    .first()
    .waitFor()
  cloudflare.online = true
  await reachable(world)
  expect(await publicUrl(world)).toBe(before)
})

it('judges a name, a token and an address while they are typed, and takes an own address', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#setup/address')
  await page.getByRole('radio', { name: 'A name of your own' }).click()
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('https://bridge.example.com/')
  await page.getByText('Only the name, without https://').waitFor()
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  await name.fill('bridge.example.com')
  await page.getByLabel('Token', { exact: true }).fill('a-token-that-nobody-would-accept-anywhere')
  await expect.poll(() => page.getByRole('button', { name: 'Set it up' }).isEnabled()).toBe(true)

  await page.getByRole('radio', { name: 'An address you route here yourself' }).click()
  const address = page.getByLabel('Address', { exact: true })
  await address.fill('http://bridge.example.com')
  await page.getByText('Clients on the internet accept https only.').waitFor()
  await address.fill('https://bridge.example.com')
  await page.getByRole('button', { name: 'Use this address' }).click()
  const mine = 'https://bridge.example.com'
  await until(async () => (await world.invoke('status.get')).mcpUrl === `${mine}/mcp`)
  expect((await world.invoke('settings.get')).settings.publicUrl).toBe(mine)
})
