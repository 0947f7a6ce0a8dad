/**
 * The doctor in the shipped panel, with the real bridge behind it: a real client climbs its ladder, a
 * rehearsal is approved by its number, a text and a recording are explained, the report is saved.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rendererDir } from './built-panel.ts'
import { accessFindings } from './access-findings.ts'
import { startPanelWorld } from './panel-world.ts'
import { connectChromium } from './shared-chromium.ts'
import { savedText } from './saved-text.ts'

let chromium: Browser

beforeAll(async () => {
  chromium = await connectChromium()
})

afterAll(() => chromium.close())

const callback = 'http://127.0.0.1:9/callback'

it('shows how far a client came, while it comes', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#doctor')
  await page.getByRole('heading', { name: 'No client has contacted the bridge yet.' }).waitFor()

  const client = await world.connect('Robin', callback, async (number) => {
    const robin = page.getByRole('article', { name: 'Robin' })
    await robin.getByText('On its way; next is “You approved it”.').waitFor()
    await world.invoke('approvals.approve', { number, participant: 'robin' })
  })
  const robin = page.getByRole('article', { name: 'Robin' }).last()
  await client.tools()
  await client.call('bridge_status')
  await robin.getByText('It came all the way across.').waitFor()
  await robin.getByRole('button', { name: 'Step by step' }).click()
  await robin.getByText('POST /oauth2/token → 200').waitFor()
  expect(world.problems).toEqual([])
})

it('holds a rehearsal, which is approved by its number and leaves nothing behind', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#doctor/rehearsal')
  await page.getByRole('button', { name: 'Pretend to be ChatGPT' }).click()
  const number = await page.locator('.rehearsal-number').innerText()
  await page.getByLabel('The number your browser shows').fill(number)
  await page.getByRole('button', { name: 'Approve Rehearsal as ChatGPT' }).click()
  await page.getByText('Everything worked.').waitFor()
  expect(await page.getByRole('img', { name: 'failed' }).count()).toBe(0)
  expect(await world.invoke('clients.list')).toEqual([])
  expect(await accessFindings(page)).toEqual([])

  // Denied, it says so, and whose side that is.
  await page.getByRole('button', { name: 'Pretend to be Claude' }).click()
  await page.getByRole('button', { name: 'Deny Rehearsal as Claude' }).click()
  await page.getByText(/^It failed at/).waitFor()
  await page.getByText('Yours to do').waitFor()
  expect(world.problems).toEqual([])
})

/** As a browser writes it down: a sign-in that ends because the way back is not registered. */
const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'test', version: '1' },
    entries: [
      {
        startedDateTime: '2026-11-21T12:00:00.000Z',
        time: 12,
        request: {
          method: 'GET',
          url: `https://bridge.example/oauth2/authorize?response_type=code&client_id=c_1&redirect_uri=${encodeURIComponent(callback)}&code_challenge=x&code_challenge_method=S256&state=secret-state`,
          headers: [],
        },
        response: {
          status: 400,
          statusText: 'Bad Request',
          headers: [{ name: 'content-type', value: 'application/json' }],
          content: {
            size: 99,
            mimeType: 'application/json',
            text: '{"error":"invalid_redirect_uri","error_description":"redirect_uri did not match any of the client\'s registered redirect_uris"}',
          },
        },
      },
    ],
  },
})

it('explains a pasted text and a recording of the browser, and opens the page of the code', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#doctor/explain')
  await page
    .getByRole('textbox', { name: 'What it said' })
    .fill('MCP server https://bridge.example/mcp does not implement OAuth')
  await page.getByRole('button', { name: 'What does it mean?' }).click()
  const found = page.getByRole('region', { name: /^What the doctor found/ })
  await found
    .getByRole('button', { name: /^What .+ means$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('heading', { name: 'Why it happens' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('textbox', { name: 'What it said' }).fill('')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.har', mimeType: 'application/json', buffer: Buffer.from(har) })
  await page.getByText(/^The sign-in in it: \d+ step/).waitFor()
  await found.waitFor()
  expect(await page.locator('main').innerText()).not.toContain('secret-state')
  expect(world.problems).toEqual([])
})

it('looks at this computer, and saves a report that names nobody', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#doctor/computer')
  await page.getByRole('button', { name: 'Look again' }).waitFor()
  await expect.poll(() => page.getByRole('listitem').count()).toBeGreaterThan(5)

  await world.go('#doctor/report')
  await page.getByRole('button', { name: 'Make the report' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file' }).click()
  const saved = await savedText(await download)
  expect(JSON.parse(saved)).toMatchObject({ format: 'drawbridge-diagnostics' })
  expect(saved).not.toContain(world.dataDir)
  expect(world.problems).toEqual([])
})
