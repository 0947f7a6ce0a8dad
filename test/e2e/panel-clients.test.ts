/**
 * Letting clients in and turning them out, in the shipped panel on a real bridge, with real MCP
 * clients at the other end.
 */
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

const callback = 'https://chatgpt.com/connector_platform_oauth_redirect'

const cardOf = ({ page }: PanelWorld) => page.getByRole('article', { name: 'ChatGPT' })
const approve =
  (world: PanelWorld) =>
  async (number: string): Promise<void> => {
    const card = cardOf(world)
    await card.getByLabel('The number your browser shows').fill(number)
    await card.getByRole('button', { name: 'Approve ChatGPT' }).click()
    await card.waitFor({ state: 'detached' })
  }
/** Another number of as many digits. */
const wrong = (number: string): string => (number.startsWith('1') ? '2' : '1') + number.slice(1)

it('lets a client in by the right number only, and not by a wrong one', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#clients')
  const client = await world.connect('ChatGPT', callback, async (number) => {
    const card = cardOf(world)
    await card.getByLabel('The number your browser shows').fill(wrong(number))
    await card.getByRole('button', { name: 'Approve ChatGPT' }).click()
    await card.getByText('That is not the number of this request.').waitFor()
    expect(await world.invoke('approvals.list')).toHaveLength(1)
    await approve(world)(number)
  })
  await client.call('check_inbox')
  const row = page.getByRole('region', { name: 'Let in' }).getByRole('link', { name: /ChatGPT/ })
  await row.click()
  await page.getByRole('heading', { name: 'ChatGPT', exact: true }).waitFor()
  await page.getByText('1 in use').waitFor()
  await page.getByRole('link', { name: 'What it did' }).click()
  await page.getByRole('heading', { name: 'What ChatGPT did' }).waitFor()
  await page.getByRole('link', { name: 'ChatGPT signs in' }).click()
  await page.getByText(/It worked\. It took/).waitFor()
  expect(world.problems).toEqual([])
})

it('turns a client away, and tells its sign-in as one that did not work', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#clients')
  const refused = world.connect('ChatGPT', callback, async () => {
    await cardOf(world).getByRole('button', { name: 'Deny ChatGPT' }).click()
    await cardOf(world).waitFor({ state: 'detached' })
  })
  await expect(refused).rejects.toThrow(/did not let ChatGPT in/)
  expect((await world.invoke('clients.list')).filter(({ grants }) => grants > 0)).toEqual([])
  await world.go('#traffic')
  const stories = page.getByRole('region', { name: 'Sign-ins and links' })
  await stories.getByText('It did not work.').waitFor()
  expect(world.problems).toEqual([])
})

it('revokes a client while it is calling: its next call is refused', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  const client = await world.connect('ChatGPT', callback, approve(world))
  let revoked = false
  let answered = 0
  let afterwards = 0
  const calling = (async (): Promise<unknown> => {
    for (;;) {
      const begunAfter = revoked
      try {
        await client.call('check_inbox')
      } catch (refusal) {
        return refusal
      }
      answered += 1
      if (begunAfter) afterwards += 1
    }
  })()
  await world.go('#clients')
  await page
    .getByRole('region', { name: 'Let in' })
    .getByRole('link', { name: /ChatGPT/ })
    .click()
  await page.getByRole('button', { name: 'Revoke ChatGPT' }).click()
  expect(answered).toBeGreaterThan(0)
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page
    .getByRole('region', { name: 'Let in' })
    .or(page.getByText('Nobody has been let in yet.'))
    .waitFor()
  revoked = true
  expect(String(await calling)).toMatch(/[Uu]nauthorized|invalid_grant|invalid_token|401/)
  expect(afterwards).toBe(0)
  // It has registered anew to ask again, and may do nothing.
  expect((await world.invoke('clients.list')).filter(({ grants }) => grants > 0)).toEqual([])
})

it('gives it another voice and less to do, both from its next call on', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  const client = await world.connect('ChatGPT', callback, approve(world))
  const [{ clientId } = { clientId: '' }] = await world.invoke('clients.list')
  await world.go(`#clients/${encodeURIComponent(clientId)}`)
  await page
    .getByRole('combobox', { name: 'Speaks as' })
    .selectOption({ label: 'New participant…' })
  await page.getByLabel('Name of the new participant').fill('critic')
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByText('ChatGPT speaks as critic from now on.').waitFor()
  expect((await client.call('bridge_status')).data).toMatchObject({ you: 'critic' })

  await page.getByRole('checkbox', { name: 'send messages under its own name' }).click()
  await page.getByRole('button', { name: 'Take away' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click()
  await page.getByText('It may not: send messages under its own name.').waitFor()
  const refusal = await client.call('send_message', { to: 'owner', message: 'hello' })
  expect(refusal).toMatchObject({ isError: true })
  expect(refusal.text).toContain('messages:write')
})

it('adds a client by hand, whose id and secret then let it in', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await world.go('#clients')
  await page.getByRole('button', { name: 'Add by hand' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Home agent')
  await dialog.getByLabel('Where it sends people back to').fill('https://agent.example/back')
  await dialog.getByRole('switch', { name: 'With a secret' }).click()
  await dialog.getByRole('button', { name: 'Add it' }).click()
  const secret = await dialog.getByLabel('Client secret').first().innerText()
  expect(secret.length).toBeGreaterThan(20)
  await dialog.getByRole('button', { name: 'I have entered them' }).click()
  const [client] = await world.invoke('clients.list')
  expect(client).toMatchObject({ name: 'Home agent', registeredBy: 'manual' })
  await page
    .getByRole('region', { name: 'Added by hand, not signed in yet' })
    .getByRole('link', { name: /Home agent/ })
    .click()
  await page.getByText('agent.example', { exact: true }).waitFor()
  expect(await page.content()).not.toContain(secret)
  expect(JSON.stringify(await world.invoke('clients.list'))).not.toContain(secret)
})
