/**
 * The first run as its owner lives it: the guide from its first page to a message that went there
 * and back, in the shipped panel, on a real bridge, with two real MCP clients acting outside.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rendererDir } from './built-panel.ts'
import { startPanelWorld, type PanelWorld } from './panel-world.ts'
import { connectChromium } from './shared-chromium.ts'

let chromium: Browser

beforeAll(async () => {
  chromium = await connectChromium()
})
afterAll(() => chromium.close())

/** The owner types the number at the gate, over whatever is shown. */
const atTheGate =
  ({ page }: PanelWorld, name: string) =>
  async (number: string): Promise<void> => {
    const card = page.getByRole('article', { name })
    await card.getByLabel('The number your browser shows').fill(number)
    await card.getByRole('button', { name: `Approve ${name}` }).click()
    await card.waitFor({ state: 'detached' })
  }

it('leads from nothing to a talk between the two', { timeout: 90_000 }, async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.getByRole('heading', { level: 1, name: 'Set-up' }).waitFor()
  await page.getByRole('link', { name: 'Begin', exact: true }).click()

  await page.getByText('Nothing to do: this is how it works already.').waitFor()
  await page.getByRole('link', { name: 'Next: Your address' }).click()
  await page.getByRole('heading', { level: 2, name: 'Your address' }).waitFor()
  await page.getByRole('radio', { name: 'A quick address' }).click()
  await page.getByRole('button', { name: 'Use a quick address' }).click()
  await page.getByRole('heading', { name: 'Reachable from outside' }).waitFor()
  const mcpUrl = (await world.invoke('status.get')).mcpUrl
  expect(mcpUrl).toMatch(/^https:/)

  await page.getByRole('link', { name: 'Next: Connect ChatGPT' }).click()
  await page.getByText(mcpUrl, { exact: true }).waitFor()
  const chatgpt = await world.connect(
    'ChatGPT',
    'https://chatgpt.com/connector_platform_oauth_redirect',
    atTheGate(world, 'ChatGPT'),
  )
  await page.getByText('ChatGPT is connected.').waitFor()

  await page.getByRole('link', { name: 'Next: Connect Claude' }).click()
  await page.getByRole('tab', { name: 'Claude (web and mobile)' }).click()
  const link = page.getByRole('link', { name: 'Open Claude (web and mobile)' })
  const href = new URL((await link.getAttribute('href')) ?? '')
  expect(href.searchParams.get('connectorUrl')).toBe(mcpUrl)
  expect(await link.getAttribute('rel')).toContain('noopener')
  // Where it leads stands there in full.
  await page.getByText(href.href, { exact: true }).waitFor()
  const claude = await world.connect(
    'Claude',
    'https://claude.ai/api/mcp/auth_callback',
    atTheGate(world, 'Claude'),
  )
  await page.getByText('Claude (web and mobile) is connected.').waitFor()

  await page.getByRole('link', { name: 'Next: Other clients' }).click()
  await page.getByRole('link', { name: 'Next: They talk to each other' }).click()
  await page.getByRole('button', { name: 'Begin the test talk' }).click()
  await expect.poll(async () => (await world.invoke('talks.list')).length).toBe(1)
  // Each is asked for its turn, and finds it by the tool that the line to paste names.
  for (const client of [claude, chatgpt]) {
    const { data } = await client.call('join_talk')
    expect(data['talk']).toBeTruthy()
  }
  await world.go('#setup')
  expect(world.problems).toEqual([])
})

it('shows the change in the settings of a client, writes it, and puts it back to the byte', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page, dataDir } = world
  await mkdir(join(dataDir, '.cursor'))
  const file = join(dataDir, '.cursor', 'mcp.json')
  await world.go('#setup/clients/cursor')
  await page.getByRole('button', { name: 'Write it' }).waitFor()
  expect(await page.getByLabel(`The change in ${file}`).innerText()).toContain('"drawbridge"')
  await expect(readFile(file)).rejects.toThrow(/ENOENT/)
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByText('Settings → MCP shows drawbridge').waitFor()
  const written = JSON.parse(await readFile(file, 'utf8')) as { mcpServers: object }
  expect(Object.keys(written.mcpServers)).toEqual(['drawbridge'])
  await page.getByRole('button', { name: 'Undo' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take Drawbridge out of Cursor?' })
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect(readFile(file)).rejects.toThrow(/ENOENT/)
  expect(world.problems).toEqual([])
})

it('can be skipped, and is not offered again', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#setup')
  await page.getByRole('button', { name: 'Skip the guide' }).click()
  await page.getByRole('heading', { name: 'The bridge is open.' }).waitFor()
  await page.getByRole('link', { name: 'Begin' }).waitFor({ state: 'detached' })
})
