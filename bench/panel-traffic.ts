/**
 * The view of traffic in Chromium while calls pass: how evenly it draws, what it takes in memory. The
 * built bridge and its panel, a signed-in client, calls over HTTP.
 */
import { Agent } from 'node:http'
import { chromium, type CDPSession, type Page } from 'playwright-core'
import { post, type Target } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'

export interface PanelTraffic {
  /** Calls that passed while the frames were counted. */
  calls: number
  seconds: number
  frames: Frames
  /** The same, with nothing crossing: what the machine itself drops. */
  idle: Frames
  /** JavaScript heap after a collection, in MB: with few rows, after the calls, with all rows. */
  heap: { before: number; after: number; full: number }
  /** Rows in the list when the last figure was taken. */
  rows: number
}

export interface Frames {
  drawn: number
  /** Intervals longer than one and a half of the usual one, counted as the frames missed in them. */
  dropped: number
  /** The longest interval in milliseconds. */
  longest: number
}

const kept = 100_000
const paced = 10_000
const perSecond = 1_000
const idleSeconds = 5

export async function measurePanelTraffic(): Promise<PanelTraffic> {
  const bridge = await openSignedInBridge({ retention: { trafficRows: kept } })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const call = toolCall(
    bridge.mcpUrl,
    '2026-07-28',
    'check_inbox',
    () => ({}),
    bridge.tokens.claude,
  )
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const tools = await context.newCDPSession(page)
    await page.goto(await bridge.panelLink())
    await page.locator('main h1').first().waitFor()
    await page.evaluate(() => {
      location.hash = 'traffic'
    })
    await page.getByRole('listbox').waitFor()
    const before = await heapOf(tools)
    const idle = await framesDuring(page, () => rest(idleSeconds * 1_000))
    const started = performance.now()
    const frames = await framesDuring(page, () => pass(call, agent, paced, perSecond))
    const seconds = (performance.now() - started) / 1_000
    await rowsIn(page, paced)
    const after = await heapOf(tools)
    await pass(call, agent, kept - paced, Infinity)
    await rowsIn(page, kept - 1_000)
    const full = await heapOf(tools)
    const rows = await countOf(page)
    return { calls: paced, seconds, frames, idle, heap: { before, after, full }, rows }
  } finally {
    agent.destroy()
    await browser.close()
    await bridge.close()
  }
}

/** So many calls over 16 connections, no faster than `rate` a second. */
async function pass(call: Target, agent: Agent, calls: number, rate: number): Promise<void> {
  const started = performance.now()
  let begun = 0
  const connection = async (): Promise<void> => {
    while (begun < calls) {
      const due = started + (begun / rate) * 1_000
      begun += 1
      const wait = due - performance.now()
      if (wait > 1) await rest(wait)
      call.check(await post(call, agent))
    }
  }
  await Promise.all(Array.from({ length: 16 }, connection))
}

/** Counts the frames of the page while something is done. */
async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const stamps: number[] = []
    const each = (at: number): void => {
      stamps.push(at)
      requestAnimationFrame(each)
    }
    requestAnimationFrame(each)
    Object.assign(window, { stamps })
  })
  await work()
  const stamps = await page.evaluate(() => (window as unknown as { stamps: number[] }).stamps)
  const gaps = stamps.slice(1).map((at, i) => at - (stamps[i] ?? at))
  const usual = 1_000 / 60
  return {
    drawn: stamps.length,
    dropped: gaps.reduce(
      (sum, gap) => sum + (gap > usual * 1.5 ? Math.round(gap / usual) - 1 : 0),
      0,
    ),
    longest: Math.max(...gaps),
  }
}

const countOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Number(
      [...document.querySelectorAll('[role=listbox] [role=option]')]
        .at(-1)
        ?.getAttribute('aria-setsize') ?? 0,
    ),
  )

async function rowsIn(page: Page, least: number): Promise<void> {
  while ((await countOf(page)) < least) await rest(100)
}

async function heapOf(tools: CDPSession): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await tools.send('Runtime.getHeapUsage')
  return usedSize / 1_000_000
}

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
