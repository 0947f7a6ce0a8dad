/**
 * The conversation in the panel, in a real Chromium, on the bridge as it is built, while two real MCP
 * clients talk: ChatGPT signed in by OAuth, Claude linked on this computer.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { faceOf, type TestClient } from '../mcp/clients.ts'
import { findingsDayAndNight } from './access-findings.ts'
import { passApproval } from './pass-approval.ts'
import {
  plainEnvironment,
  startBridge,
  stdioProgram,
  temporaryDataFolder,
  type RunningBridge,
} from './running-bridge.ts'
import { createTestProvider } from './sdk-sign-in.ts'
import { connectChromium } from './shared-chromium.ts'
import { savedText } from './saved-text.ts'

let browser: Browser
let bridge: RunningBridge
let claude: TestClient
let chatgpt: TestClient
let page: Page
let problems: string[]

beforeAll(async () => {
  browser = await connectChromium()
})

afterAll(() => browser.close())

beforeEach(async () => {
  const dataDir = temporaryDataFolder()
  // Longer threads than models may fill without their owner.
  const guard = { threadMessages: null, perMinute: null }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ guard }))
  bridge = await startBridge({ dataDir })
  claude = await link('claude')
  problems = []
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(25_000)
  page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  await page.goto(bridge.panelUrl)
  await page.getByRole('heading', { level: 1 }).waitFor()
})

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  // Chromium calls a refusal that the panel explains an error.
  expect(problems.filter((problem) => !problem.includes('status of 409'))).toEqual([])
})

async function link(as: string): Promise<TestClient> {
  const client = new Client({ name: 'e2e', version: '1.0.0' })
  const args = [stdioProgram, '--as', as, '--data', bridge.dataDir]
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: plainEnvironment }),
  )
  return faceOf(client)
}

/** Signs in by OAuth; the owner lets it in on the command line. */
async function signIn(as: string): Promise<TestClient> {
  const redirectUrl = 'https://chatgpt.com/connector_platform_oauth_redirect'
  const authProvider = createTestProvider({ name: 'ChatGPT', redirectUrl })
  const transport = () =>
    new StreamableHTTPClientTransport(new URL(bridge.mcpUrl), { authProvider })
  const first = new Client({ name: 'e2e', version: '1.0.0' })
  await expect(first.connect(transport())).rejects.toThrow(/[Uu]nauthorized/)
  if (!authProvider.authorizationUrl) throw new Error('The client did not ask for a sign-in')
  const callback = await passApproval(authProvider.authorizationUrl, async (number) => {
    await bridge.json('approve', number, '--as', as)
  })
  await transport().finishAuth(callback.searchParams)
  const client = new Client({ name: 'e2e', version: '1.0.0' })
  await client.connect(transport())
  return faceOf(client)
}

const goTo = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

const messages = (): Locator => page.locator('.messages')
const distanceFromEnd = (): Promise<number> =>
  messages().evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)
const scrollTo = (top: number): Promise<void> =>
  messages().evaluate((list, to) => list.scrollTo(0, to), top)

/** How many messages are here, whether they are drawn or not. */
const loaded = (): Promise<number> =>
  messages().evaluate((list) => {
    const items = list.querySelectorAll('li')
    return Number(items[0]?.getAttribute('aria-setsize') ?? items.length)
  })
/** What was changed has been measured and drawn. */
const drawn = (): Promise<unknown> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )

async function expectAccessible(): Promise<void> {
  expect(await findingsDayAndNight(page)).toEqual([])
}

describe('messages', () => {
  it('appear as two models say them, with what became of each, and the owner joins in', async () => {
    chatgpt = await signIn('chatgpt')
    await goTo('#conversation')
    await page.getByRole('heading', { name: 'Nobody has said anything yet.' }).waitFor()

    const { data } = await claude.call('send_message', { to: 'chatgpt', message: 'Your turn' })
    const question = page.getByRole('article', { name: /^Claude to ChatGPT/ })
    await question.getByText('Delivered to ChatGPT').waitFor()
    await chatgpt.call('check_inbox')
    await question.getByText('Read by ChatGPT').waitFor()
    await chatgpt.call('acknowledge', { ids: [data['id']] })
    await question.getByText('Acknowledged by ChatGPT').waitFor()

    await chatgpt.call('send_message', {
      to: ['claude', 'owner'],
      message: [
        'Good <b>morning</b>, <img src=x onerror=alert(1)>. Run `npm test`:',
        '```sh',
        'npm test -- --run',
        '```',
        'See https://user@example.com/docs?x=1.',
      ].join('\n'),
      reply_to: data['id'],
    })
    const answer = page.getByRole('article', { name: /^ChatGPT to Claude and Owner/ })
    await answer.getByText('<b>morning</b>, <img src=x onerror=alert(1)>').waitFor()
    expect(await answer.locator('img').count()).toBe(0)
    expect(await answer.locator('pre').innerText()).toBe('npm test -- --run')
    // It was in sight, so the owner has read it.
    await answer.getByText('Read by Owner').waitFor()
    await answer.getByRole('button', { name: 'Acknowledge', exact: true }).click()
    await answer.getByText('Acknowledged by Owner').waitFor()
    await expectAccessible()

    await answer.getByRole('button', { name: 'https://user@example.com/docs?x=1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Open example.com?' })
    await dialog.getByText('https://user@example.com/docs?x=1').waitFor()
    await dialog.getByText('It leads to example.com.').waitFor()
    const open = dialog.getByRole('link', { name: 'Open it' })
    expect(await open.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await open.getAttribute('target')).toBe('_blank')
    await page.keyboard.press('Escape')
    expect(page.context().pages()).toHaveLength(1)

    await answer.getByRole('link', { name: /In reply to/ }).click()
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Your turn'))

    await answer.hover()
    await answer.getByRole('button', { name: 'Reply to ChatGPT' }).click()
    await page.keyboard.type('I agree.')
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('article', { name: /^Owner to/ })
      .getByText('I agree.')
      .waitFor()
    const { data: inbox } = await chatgpt.call('check_inbox')
    expect(inbox['messages']).toMatchObject([{ from: 'owner', text: 'I agree.' }])
  })

  it(
    'are paged backwards without a jump, and new ones are told while one reads further up',
    { timeout: 60_000 },
    async () => {
      await readBack(await longThread(130), 130)
    },
  )

  it(
    'are drawn only where they are seen in a long thread, which is paged the same way',
    { timeout: 60_000 },
    async () => {
      const thread = await longThread(230)
      await readBack(thread, 230)
      await goTo(`#conversation/${thread}`)
      expect(await page.getByRole('article').count()).toBeLessThan(60)
    },
  )

  /** Known are the first message and the last; those between come several at once, in any order. */
  async function longThread(count: number): Promise<string> {
    const send = (message: string, thread?: string) =>
      claude.call('send_message', { to: 'chatgpt', message, ...(thread && { thread }) })
    const { data: first } = await send('The very first word: heliotrope')
    const thread = String(first['thread'])
    const atOnce = 8
    for (let next = 2; next < count; next += atOnce) {
      const length = Math.min(atOnce, count - next)
      await Promise.all(Array.from({ length }, (_, i) => send(`Message ${next + i}`, thread)))
    }
    await send(`Message ${count}`, thread)
    return thread
  }

  async function readBack(thread: string, count: number): Promise<void> {
    await goTo(`#conversation/${thread}`)
    await page.getByText(`Message ${count}`, { exact: true }).waitFor()
    await expect.poll(distanceFromEnd).toBeLessThan(40)

    // Up by pages: the message at the top of the window stays where it is when earlier ones come.
    const topmost = () =>
      messages().evaluate((list) => {
        const { top } = list.getBoundingClientRect()
        const article = [...list.querySelectorAll('article')].find(
          (one) => one.getBoundingClientRect().top >= top,
        )
        return { id: article?.dataset['message'], at: article?.getBoundingClientRect().top ?? 0 }
      })
    const fetched = await loaded()
    await scrollTo(700)
    await drawn()
    const before = await topmost()
    await scrollTo(500)
    await expect.poll(loaded).toBeGreaterThan(fetched)
    await drawn()
    const after = await messages()
      .locator(`[data-message="${before.id}"]`)
      .evaluate((article) => article.getBoundingClientRect().top)
    expect(Math.abs(after - before.at - 200)).toBeLessThan(6)

    await claude.call('send_message', { to: 'chatgpt', message: 'Meanwhile', thread })
    await page.getByRole('button', { name: '1 new below' }).click()
    await page.getByText('Meanwhile', { exact: true }).waitFor()
    await expect.poll(distanceFromEnd).toBeLessThan(40)
    await expect.poll(() => page.getByRole('button', { name: 'To the newest' }).count()).toBe(0)

    // The search leads to the oldest one, in its place.
    await page.keyboard.press('/')
    await page.waitForFunction(() => document.activeElement?.matches('input[type=search]'))
    await page.keyboard.type('helio')
    const found = page.getByRole('link', { name: /The very first word/ })
    expect(await found.locator('mark').innerText()).toMatch(/^helio/)
    await expectAccessible()
    await found.click()
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('heliotrope'))
    await messages().getByText('The thread begins here.').waitFor()
  }
})

describe('files', () => {
  it('are shared by the owner, followed by a client, compared, and never written over unseen', async () => {
    await goTo('#conversation/files')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'plan.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from('one\ntwo\n'),
      })
    await page.getByRole('region', { name: 'plan.md, version 1' }).getByText('two').waitFor()
    expect((await claude.call('read_file', { name: 'plan.md' })).data).toMatchObject({
      version: 1,
      content: 'one\ntwo\n',
    })

    await claude.call('write_file', { name: 'plan.md', content: 'one\nthree\n', if_version: 1 })
    await page.getByRole('region', { name: 'plan.md, version 2' }).getByText('three').waitFor()
    await page.getByLabel('What changed since').selectOption({ index: 1 })
    const diff = page.getByRole('region', { name: 'From version 1 to version 2' })
    await diff.waitFor()
    await expect.poll(() => diff.locator('del').allInnerTexts()).toEqual(['two'])
    await expect.poll(() => diff.locator('ins').allInnerTexts()).toEqual(['three'])
    await expectAccessible()

    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from('mine') })
    const follow = page.getByRole('button', { name: 'Share as version 3' })
    await follow.waitFor()
    await claude.call('write_file', { name: 'plan.md', content: 'faster', if_version: 2 })
    await follow.click()
    const alert = page.getByRole('alert')
    await alert.getByText('Somebody changed plan.md meanwhile.').waitFor()
    await alert.getByRole('button', { name: 'Put mine on top as version 4' }).click()
    await page.getByRole('region', { name: 'plan.md, version 4' }).getByText('mine').waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('plan.md')
    expect(await savedText(download)).toBe('mine')

    await page.getByRole('button', { name: 'Delete the file' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('plan.md is deleted.').waitFor()
    expect((await claude.call('list_files')).data['files']).toEqual([])
  })

  it('are dropped from the desktop', async () => {
    await goTo('#conversation/files')
    await page.getByRole('button', { name: 'Share files' }).waitFor()
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['dropped'], 'drop.txt', { type: 'text/plain' }))
      return data
    })
    const place = page.locator('.file-drop').first()
    await place.dispatchEvent('dragover', { dataTransfer: transfer })
    await place.dispatchEvent('drop', { dataTransfer: transfer })
    await page.getByRole('region', { name: 'drop.txt, version 1' }).getByText('dropped').waitFor()
  })
})

describe('the log and the way out', () => {
  it('shows everything with its chain, which holds, and exports it as Markdown and as JSON', async () => {
    await claude.call('send_message', { to: 'chatgpt', message: 'Remember **this**' })
    await claude.call('log_conversation', { message: 'A note for the record' })
    await goTo('#conversation/log')
    await page.getByText('A note for the record').waitFor()
    await page.getByRole('button', { name: 'Check the chain' }).click()
    await page.getByText('Nothing was changed after the fact: 2 entries.').waitFor()
    await expectAccessible()

    const exported = async (format: string) => {
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: format }).click(),
      ])
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      return {
        name: download.suggestedFilename(),
        text: await savedText(download),
      }
    }
    const markdown = await exported('As Markdown')
    expect(markdown.name).toMatch(/^drawbridge-.*\.md$/)
    expect(markdown.text).toContain('A note for the record')
    const json = await exported('As JSON')
    expect(json.name).toMatch(/\.json$/)
    expect(JSON.stringify(JSON.parse(json.text))).toContain('Remember **this**')
  })

  it('works in a narrow window: the list, one thread, and back', async () => {
    await page.setViewportSize({ width: 420, height: 800 })
    await claude.call('send_message', { to: 'owner', message: 'Small window' })
    await goTo('#conversation')
    await page.getByRole('link', { name: /Small window/ }).click()
    const article = page.getByRole('article')
    await article.getByText('Read by Owner').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await expectAccessible()
    await page.getByRole('link', { name: 'All threads' }).click()
    await page.getByRole('navigation', { name: 'Threads' }).waitFor()
    await vi.waitFor(async () => expect(await article.isVisible()).toBe(false))
  })
})
