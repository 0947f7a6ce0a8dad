/**
 * The card as a chat shows it: ext-apps' AppBridge as the host in a real Chromium, the frame on another
 * origin under the default policy, the bridge's own endpoint behind it.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openMcpHost, type McpHost } from '../mcp/mcp-host.ts'
import { openChats, type Chats, type OpenChat } from './card-host/open-chat.ts'
import { connectChromium } from './shared-chromium.ts'

// Each opens a chat or two, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 90_000 })

let browser: Browser
let chats: Chats

beforeAll(async () => {
  browser = await connectChromium()
  chats = await openChats(browser)
})
afterAll(async () => {
  chats.close()
  await browser.close()
})

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
const begin = (host: McpHost) =>
  host.talks.begin({
    question: 'Move the shop before the holidays?',
    form: 'second-opinion',
    seats,
  })
const handIn = (host: McpHost, talk: string, by: string) =>
  host.talks.handIn({ talk, by, content: { answer: 'after', text: 'Wait.', confidence: 60 } })

const chatOf = (host: McpHost) => ({ mcp: host.url, token: 'claude', era: '2026-07-28' as const })

/** Pictures for the eye, when somebody asks for them. */
async function picture({ page }: OpenChat, name: string): Promise<void> {
  const folder = process.env['CARD_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

const wordsOf = ({ card }: OpenChat) => card.locator('main').innerText()

/** As long as a busy machine may need. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

/** Once the frame has the height that the card asked for. */
const settled = ({ card }: OpenChat) =>
  soon(() =>
    card.evaluate(() => Math.abs(document.body.getBoundingClientRect().height - innerHeight) <= 1),
  ).toBe(true)

const coloursOf = ({ card }: OpenChat) =>
  card.locator('main').evaluate((main) => {
    const { color, backgroundColor } = getComputedStyle(main)
    return { color, backgroundColor }
  })

describe.each(['legacy', '2026-07-28'] as const)('%s', (era) => {
  it('shows a talk, follows it by the keyboard, and opens the page where its owner decides', async () => {
    const host = await openMcpHost()
    const talk = await begin(host)
    await handIn(host, talk, 'chatgpt')
    const chat = await chats.open({ ...chatOf(host), era, tool: 'show_talk', args: { talk } })
    const { card } = chat
    await soon(() => wordsOf(chat)).toContain("Claude's turn")
    const label = await card.locator('svg').getAttribute('aria-label')
    expect(label).toMatch(/^Claude's turn\..*ChatGPT: .*handed in, sealed\./)
    expect(await card.locator('.lantern').count()).toBe(1)
    expect(await wordsOf(chat)).toMatch(/as of \d/)
    expect(await wordsOf(chat)).not.toContain('Wait.')

    await handIn(host, talk, 'claude')
    const refresh = card.getByRole('button', { name: 'Refresh' })
    await refresh.focus()
    await refresh.press('Enter')
    await soon(() => wordsOf(chat)).toContain("The owner's turn: the verdict")
    expect(await refresh.evaluate((button) => button === document.activeElement)).toBe(true)
    await card.getByRole('button', { name: 'Decide on your computer' }).click()
    const page = `http://127.0.0.1:7421/open#talks/${talk}`
    await soon(async () => (await chat.seen()).links).toEqual([page])
    expect((await chat.seen()).calls).toEqual(['card_refresh'])
    expect(chat.complaints).toEqual([])
  })
})

describe('what the host does', () => {
  it('gives a result without its data: the card asks for it once', async () => {
    const host = await openMcpHost()
    await host.conversation.send('chatgpt', { to: ['claude'], text: 'Are you there?' })
    const chat = await chats.open({ ...chatOf(host), tool: 'show_inbox', strips: true })
    await soon(() => wordsOf(chat)).toContain('Are you there?')
    expect((await chat.seen()).calls).toEqual(['card_refresh'])
  })

  it('can neither call nor open: there is no button, and what it was given is shown', async () => {
    const host = await openMcpHost()
    await begin(host)
    // A colour without its ground is not used: the words would not stand out.
    const variables = { '--color-text-primary': '#000' }
    const chat = await chats.open({
      ...chatOf(host),
      tool: 'show_talk',
      bare: true,
      context: { theme: 'dark', styles: { variables: variables as never } },
    })
    await soon(() => wordsOf(chat)).toContain('Waiting for Claude and ChatGPT')
    await picture(chat, 'talk-night')
    expect(await chat.card.getByRole('button').count()).toBe(0)
    expect(await coloursOf(chat)).toEqual({
      color: 'rgb(236, 229, 214)',
      backgroundColor: 'rgb(33, 36, 39)',
    })
    const bare = { tool: 'show_talk', bare: true, strips: true } as const
    const stripped = await chats.open({ ...chatOf(host), ...bare })
    await soon(() => wordsOf(stripped)).toContain('in the words of the answer')
  })

  it('cancels the call, asks whether the card lives, and takes it away', async () => {
    const host = await openMcpHost()
    const chat = await chats.open({ ...chatOf(host), tool: 'show_inbox', cancels: true })
    await soon(() => wordsOf(chat)).toContain('Stopped before there was an answer.')
    const ping = () => chat.page.evaluate(() => window.bridge.request({ method: 'ping' }))
    await ping()
    await chat.page.evaluate(() => window.bridge.teardownResource({}))
    const before = (await chat.seen()).heights.length
    await chat.card.evaluate(async () => {
      document.body.append(document.createElement('hr'))
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
    })
    // An answered question says that whatever was sent before has arrived.
    await ping()
    expect((await chat.seen()).heights.length).toBe(before)
  })

  it("switches to night: the colours follow on the card, and the frame stays the host's own", async () => {
    const host = await openMcpHost()
    await begin(host)
    const variables = {
      '--color-background-primary': 'light-dark(rgb(255, 255, 255), rgb(38, 38, 36))',
      '--color-text-primary': 'light-dark(rgb(20, 20, 19), rgb(250, 249, 245))',
    }
    const context = { theme: 'light' as const, styles: { variables: variables as never } }
    const chat = await chats.open({ ...chatOf(host), tool: 'show_talk', context })
    const day = { color: 'rgb(20, 20, 19)', backgroundColor: 'rgb(255, 255, 255)' }
    const night = { color: 'rgb(250, 249, 245)', backgroundColor: 'rgb(38, 38, 36)' }
    await soon(() => wordsOf(chat)).toContain('Waiting for')
    await picture(chat, 'talk-host-day')
    await soon(() => coloursOf(chat)).toEqual(day)
    await chat.page.evaluate(() => window.bridge.setHostContext({ theme: 'dark' }))
    await soon(() => coloursOf(chat)).toEqual(night)
    await picture(chat, 'talk-host-night')
    const scheme = () => getComputedStyle(document.documentElement).colorScheme
    expect(await chat.card.evaluate(scheme)).toBe('normal')
  })

  it('shows it again days later: it looks again by itself', async () => {
    const host = await openMcpHost()
    await host.conversation.send('chatgpt', { to: ['claude'], text: 'The newest letter' })
    const chat = await chats.open({ ...chatOf(host), tool: 'show_inbox', cancels: true })
    await chat.page.evaluate(() => {
      const inbox = { of: 'Claude', unread: 0, letters: [] }
      const old = { as_of: '2026-11-20T09:00:00.000Z', position: 'lowered', inbox }
      return window.bridge.sendToolResult({ content: [], structuredContent: old })
    })
    await soon(() => wordsOf(chat)).toContain('The newest letter')
    expect((await chat.seen()).calls).toEqual(['card_refresh'])
  })
})

it('takes what others wrote as text, and words of another frame not at all', async () => {
  const host = await openMcpHost()
  const markup = '<img src=x onerror="document.title=1"><a href="https://evil.example">here</a>'
  await host.conversation.renameParticipant('chatgpt', '<b>Ch</b>"TPG')
  await host.conversation.send('chatgpt', { to: ['claude'], text: markup })
  const chat = await chats.open({ ...chatOf(host), tool: 'show_inbox' })
  await soon(() => wordsOf(chat)).toContain(markup)
  expect(await chat.card.locator('img, a, b b, li script').count()).toBe(0)
  const reach = (url: string) =>
    chat.card.evaluate(
      (to) =>
        fetch(to).then(
          () => 'reached',
          () => 'refused',
        ),
      url,
    )
  expect(await reach(host.url)).toBe('refused')
  expect(await reach('https://evil.example/')).toBe('refused')

  await chat.card.evaluate(() => {
    const method = 'ui/notifications/tool-result'
    const inbox = { of: 'Claude', unread: 0, letters: [] }
    const structuredContent = { as_of: new Date().toISOString(), position: 'lowered', inbox }
    const data = { jsonrpc: '2.0', method, params: { structuredContent } }
    window.dispatchEvent(new MessageEvent('message', { source: window, data }))
  })
  expect(await wordsOf(chat)).toContain(markup)
})

describe('at its fullest', () => {
  const worst = 'W'.repeat(60)

  async function fullHost(): Promise<McpHost> {
    const host = await openMcpHost()
    await host.conversation.renameParticipant('chatgpt', worst)
    for (let n = 0; n < 9; n += 1) {
      const text = `${'word '.repeat(60)}${n}`
      await host.conversation.send('chatgpt', { to: ['claude'], text })
    }
    const { message } = await host.conversation.send('claude', { to: ['chatgpt'], text: 'Begin' })
    await host.conversation.boundThread(message.thread, 1)
    const over = { to: ['claude'], text: 'More', thread: message.thread }
    await expect(host.conversation.send('chatgpt', over)).rejects.toThrow()
    host.guarded.setRules([{ what: 'everything' }])
    const sender = { participant: 'claude', client: 'link' }
    for (const text of ['One', 'Two', 'Three']) {
      const sending = { kind: 'message' as const, to: ['chatgpt'], text, ownOnly: false }
      await host.guarded.ask(sender, sending)
    }
    const talk = await host.talks.begin({ question: worst.repeat(3), form: 'review', seats })
    await host.talks.act(talk, { type: 'pause' })
    return host
  }

  it.each(['show_inbox', 'show_talk'] as const)(
    'is at most 500 px high and as wide as its frame, from 320 to 1440 px (%s)',
    async (tool) => {
      const chat = await chats.open({ ...chatOf(await fullHost()), tool })
      await soon(() => wordsOf(chat)).toMatch(/as of/)
      for (const width of [320, 480, 768, 1440]) {
        await chat.page.setViewportSize({ width, height: 700 })
        await chat.page.locator('iframe').evaluate((frame, to) => {
          frame.style.width = `${to}px`
        }, width)
        await soon(() => chat.card.evaluate(() => innerWidth)).toBe(width)
        await settled(chat)
        const room = await chat.card.evaluate(() => ({
          height: document.body.getBoundingClientRect().height,
          wide: document.documentElement.scrollWidth - innerWidth,
          targets: [...document.querySelectorAll('button')]
            .filter((button) => !button.hidden)
            .map((button) => button.getBoundingClientRect().height),
        }))
        await picture(chat, `${tool}-${width}`)
        expect(room, `${width}`).toEqual({ ...room, wide: 0, targets: [44, 44] })
        expect(room.height, `${width}`).toBeLessThanOrEqual(500)
      }
    },
  )
})

it('shows what its owner holds of this model as rows without a word of it, and leads to where it is decided', async () => {
  const host = await openMcpHost()
  host.guarded.setRules([{ what: 'everything' }])
  const sending = { kind: 'note' as const, text: 'Heliotrope', ownOnly: false }
  await host.guarded.ask({ participant: 'claude', client: 'link' }, sending)
  const chat = await chats.open({ ...chatOf(host), tool: 'show_inbox' })
  const rows = chat.card.getByRole('list', { name: 'Held for you' }).getByRole('listitem')
  await soon(() => rows.allInnerTexts()).toEqual([
    expect.stringMatching(/^Claude\s+held · note · .*\d/),
  ])
  expect(await wordsOf(chat)).not.toContain('Heliotrope')
  await picture(chat, 'held')
  await chat.card.getByRole('button', { name: 'Decide on your computer' }).click()
  await soon(async () => (await chat.seen()).links).toEqual(['http://127.0.0.1:7421/open#home'])
  const other = await chats.open({ ...chatOf(host), token: 'chatgpt', tool: 'show_inbox' })
  await soon(() => wordsOf(other)).toContain('Nothing new for ChatGPT')
  expect(await wordsOf(other)).not.toMatch(/held/i)
})

it('says that no talk is open, that nothing is new, and that the bridge is raised', async () => {
  const host = await openMcpHost()
  const chat = await chats.open({ ...chatOf(host), tool: 'show_talk' })
  await soon(() => wordsOf(chat)).toContain('No talk is open.')
  await picture(chat, 'no-talk')
  const inbox = await chats.open({ ...chatOf(host), tool: 'show_inbox' })
  await soon(() => wordsOf(inbox)).toContain('Nothing new for Claude')
  host.crossing.move('raised')
  await inbox.card.getByRole('button', { name: 'Refresh' }).click()
  await soon(() => wordsOf(inbox)).toContain('The bridge is raised')
  await picture(inbox, 'raised')
})
