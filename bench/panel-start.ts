/** How soon the panel of the built bridge is there in Chromium, and how much it loads for that. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { startBridgeProcess } from '../demo/bridge-process.ts'

export interface PanelStart {
  /** Milliseconds until something of the panel stands on the screen, one value per opening. */
  firstPaints: number[]
  /** The same of a page with one line of text and nothing else: what this browser takes by itself. */
  barePaints: number[]
  /** Milliseconds until Home says how the bridge stands. */
  homes: number[]
  /** The JavaScript that was loaded until then, gzipped. */
  scriptBytes: number
}

/**
 * Opens the panel so many times, each time with nothing in the cache of the browser. `program`: another build than
 * this one, to compare with.
 */
export async function measurePanelStart(openings: number, program?: string): Promise<PanelStart> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const bridge = await startBridgeProcess(dataDir, { program })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const all: PanelStart = { firstPaints: [], barePaints: [], homes: [], scriptBytes: 0 }
  const bareServer = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Hello</h1>')
  })
  await new Promise<void>((done) => bareServer.listen(0, '127.0.0.1', done))
  const at = bareServer.address()
  const bareAddress = `http://127.0.0.1:${at && typeof at === 'object' ? at.port : 0}/`
  try {
    const { url } = JSON.parse(await bridge.command('panel', '--json')) as { url: string }
    const signIn = await browser.newContext()
    await home(signIn, url)
    const storageState = await signIn.storageState()
    await signIn.close()
    const address = new URL('/', url).href
    // The first one warms the browser up and weighs the scripts.
    all.scriptBytes = await weigh(await browser.newContext({ storageState }), address)
    for (let opening = 0; opening < openings; opening += 1) {
      const context = await browser.newContext({ storageState })
      const { painted, shown } = await home(context, address)
      all.firstPaints.push(painted)
      all.homes.push(shown)
      all.barePaints.push(await bare(context, bareAddress))
      await context.close()
    }
  } finally {
    await browser.close()
    bareServer.close()
    await bridge.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return all
}

/** When the panel was first painted, and when Home was there, both from the start of the navigation. */
async function home(
  context: BrowserContext,
  address: string,
): Promise<{ painted: number; shown: number }> {
  const page = await context.newPage()
  await page.goto(address)
  const shown = page.waitForFunction(
    () =>
      document.querySelector('main h1')?.textContent?.startsWith('The bridge is') &&
      performance.now(),
  )
  const at = Number(await (await shown).jsonValue())
  return { painted: await firstPaint(page), shown: at }
}

async function bare(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(address)
  return firstPaint(page)
}

/** The entry comes a moment after the paint. */
async function firstPaint(page: Page): Promise<number> {
  const painted = page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  return Number(await (await painted).jsonValue())
}

async function weigh(context: BrowserContext, address: string): Promise<number> {
  const scripts: Promise<Buffer>[] = []
  context.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body())
  })
  await home(context, address)
  const bodies = await Promise.all(scripts)
  await context.close()
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
}
