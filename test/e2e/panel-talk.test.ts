/**
 * A talk from the owner's side, in a real Chromium, on the bridge as it is built, while two real MCP
 * clients take their turns: ChatGPT signed in by OAuth, Claude linked on this computer.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { faceOf, type TestClient } from '../mcp/clients.ts'
import { findingsDayAndNight } from './access-findings.ts'
import { passApproval } from './pass-approval.ts'
import {
  plainEnvironment,
  startBridge,
  stdioProgram,
  type RunningBridge,
} from './running-bridge.ts'
import { createTestProvider } from './sdk-sign-in.ts'
import { connectChromium } from './shared-chromium.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectChromium()
})

afterAll(() => browser.close())

async function linkClaude(bridge: RunningBridge): Promise<TestClient> {
  const client = new Client({ name: 'e2e', version: '1.0.0' })
  onTestFinished(() => client.close())
  const args = [stdioProgram, '--as', 'claude', '--data', bridge.dataDir]
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: plainEnvironment }),
  )
  return faceOf(client)
}

async function signInChatgpt(bridge: RunningBridge): Promise<TestClient> {
  const redirectUrl = 'https://chatgpt.com/connector_platform_oauth_redirect'
  const authProvider = createTestProvider({ name: 'ChatGPT', redirectUrl })
  const transport = () =>
    new StreamableHTTPClientTransport(new URL(bridge.mcpUrl), { authProvider })
  const open = async (): Promise<TestClient> => {
    const client = new Client({ name: 'e2e', version: '1.0.0' })
    onTestFinished(() => client.close())
    await client.connect(transport())
    return faceOf(client)
  }
  await expect(open()).rejects.toThrow(/[Uu]nauthorized/)
  if (!authProvider.authorizationUrl) throw new Error('The client did not ask for a sign-in')
  const callback = await passApproval(authProvider.authorizationUrl, async (number) => {
    await bridge.json('approve', number, '--as', 'chatgpt')
  })
  await transport().finishAuth(callback.searchParams)
  return open()
}

async function openPanel(bridge: RunningBridge): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  await page.goto(bridge.panelUrl)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, problems }
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await findingsDayAndNight(page)).toEqual([])
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

describe('a talk', () => {
  it('is begun from Home, watched, steered, ended, judged and saved', async () => {
    const bridge = await startBridge()
    const [claude, chatgpt] = [await linkClaude(bridge), await signInChatgpt(bridge)]
    const { page, problems } = await openPanel(bridge)

    // A question and Enter.
    await page.getByRole('textbox', { name: 'Your question' }).fill('Is the backup good enough?')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Is the backup good enough?' }).waitFor()
    const talk = new URL(page.url()).hash.replace('#talks/', '')
    await page.getByText('Claude and ChatGPT do not know of it yet').first().waitFor()
    await page.getByRole('region', { name: 'ChatGPT does not know of this talk yet.' }).waitFor()

    // Sealed: the owner sees a closed letter and none of its words either.
    await claude.call('join_talk')
    await page.getByText('Claude is writing; ChatGPT does not know of it yet').first().waitFor()
    const first = { talk, answer: 'yes', text: 'Restored in nine minutes.', confidence: 80 }
    await claude.call('take_turn', { ...first, wait_seconds: 0 })
    await page.getByText('Claude has handed in. It stays sealed until all have.').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('nine minutes')
    await expectAccessible(page)

    // Both are in, and both lie open.
    await chatgpt.call('join_talk')
    const second = {
      talk,
      answer: 'no',
      text: 'It was never tried on a bare disk.',
      confidence: 60,
    }
    await chatgpt.call('take_turn', { ...second, wait_seconds: 0 })
    await page.getByText('Restored in nine minutes.').waitFor()
    await page.getByText('It was never tried on a bare disk.').waitFor()

    // Paused by the owner: nobody may speak. Then it goes on.
    await press(page, 'Pause')
    await page.getByRole('button', { name: 'Go on', exact: true }).waitFor()
    const critique = { talk, objections: [], text: 'Nothing to object.', wait_seconds: 0 }
    const refused = await claude.call('take_turn', critique)
    expect(refused.isError).toBe(true)
    expect(refused.text).toContain('talk-paused')
    await press(page, 'Go on')
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()

    // The owner's word reaches both.
    await page.getByRole('textbox', { name: 'Say to both' }).fill('The disk was bare.')
    await press(page, 'Send')
    await page.getByRole('article', { name: 'You said to all' }).waitFor()
    for (const model of [claude, chatgpt]) {
      expect((await model.call('join_talk')).text).toContain('The disk was bare.')
    }

    // Ended by the owner, with a verdict, a mark, and the result as a shared file.
    await press(page, 'End')
    await press(page, 'End the talk')
    await page.getByRole('textbox', { name: 'Your verdict' }).fill('Good enough.')
    const marks = page.getByRole('group', { name: 'Claude was' })
    await marks.getByRole('button', { name: 'Right' }).click()
    await press(page, 'Keep the verdict')
    await page.getByText('Good enough.').waitFor()
    await press(page, 'Save as shared file')
    const saved = page.getByRole('link', { name: /^Saved as / })
    const name = ((await saved.textContent()) ?? '').replace('Saved as ', '')
    expect((await claude.call('read_file', { name })).text).toContain('Good enough.')
    await expectAccessible(page)
    expect((await claude.call('take_turn', critique)).text).toContain('talk-over')

    // The list finds it, and the record of how sure they were has begun.
    await page.getByRole('link', { name: 'All talks' }).click()
    await page.getByRole('searchbox', { name: 'Search the talks' }).fill('backup')
    await page.getByRole('link', { name: /Is the backup good enough/ }).waitFor()
    await page.getByRole('link', { name: 'How sure they were, and how right' }).click()
    const record = page.getByRole('region', { name: 'Claude' })
    await record.getByText('Only 1 answer marked: too few to say anything.').waitFor()
    expect(problems).toEqual([])
  }, 120_000)

  it('takes what an app said that may not write, from the owner’s hand', async () => {
    const bridge = await startBridge()
    const [claude] = [await linkClaude(bridge), await signInChatgpt(bridge)]
    const { page } = await openPanel(bridge)
    await page.getByRole('textbox', { name: 'Your question' }).fill('Which is larger, 7 or 11?')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Which is larger, 7 or 11?' }).waitFor()
    const talk = new URL(page.url()).hash.replace('#talks/', '')
    const mine = { answer: '11', text: 'Eleven has two digits.', confidence: 99, wait_seconds: 0 }
    await claude.call('take_turn', { talk, ...mine })

    await press(page, 'ChatGPT said…')
    await page.getByLabel(/^What it said/).fill('It is 11.')
    // The phase asks for more than that.
    const handIn = page.getByRole('button', { name: 'Hand in for ChatGPT' })
    await expect.poll(() => handIn.isDisabled()).toBe(true)
    await page.getByLabel(/^The answer in one line/).fill('11')
    await page.getByLabel(/^How sure it is, in %/).fill('90')
    await press(page, 'Hand in for ChatGPT')
    await page.getByText('pasted by you').waitFor()
    await page.getByText('They agree. That is agreement, not proof.').waitFor()
  })
})
