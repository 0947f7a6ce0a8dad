/** `WebContents`: a page of Chromium, guarded and answered as Electron would. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import type { Frame, Page, Route } from 'playwright-core'
import { app } from './app.ts'
import { inside, newPage, outside } from './chromium.ts'
import { preventable } from './event.ts'
import { dispatch } from './ipc-main.ts'
import { bindings, pageSide } from './page-side.ts'
import { answerOf } from './protocol.ts'
import { permissionFor } from './session.ts'

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

export class WebContents extends EventEmitter {
  #preload: string
  #page: Promise<Page> | undefined
  #address = ''
  /** Addresses the app itself asked for; anything else is what the page asked for. */
  #wanted = new Set<string>()
  #open: OpenHandler = () => ({ action: 'allow' })
  #destroyed = false

  constructor(preload: string) {
    super()
    this.#preload = readFileSync(preload, 'utf8')
    app.emit('web-contents-created', preventable({}), this)
  }

  async loadURL(address: string): Promise<void> {
    this.#address = address
    this.#wanted.add(withoutHash(address))
    const page = await this.#opened()
    await page.goto(outside(address))
    this.emit('did-finish-load')
  }

  reload(): void {
    const before = this.#page
    this.#page = undefined
    void before?.then((page) => page.close())
    this.loadURL(this.getURL()).catch(() => {})
  }

  /** The process of the page ends at once, as by a fault. */
  forcefullyCrashRenderer(): void {
    void this.#page?.then(async (page) => {
      const protocol = await page.context().newCDPSession(page)
      // It cannot answer any more.
      protocol.send('Page.crash').catch(() => {})
    })
  }

  getURL(): string {
    return this.#address
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  async destroy(): Promise<void> {
    this.#destroyed = true
    this.emit('destroyed')
    await (await this.#page)?.close()
  }

  async bringToFront(): Promise<void> {
    await (await this.#page)?.bringToFront()
  }

  #opened(): Promise<Page> {
    this.#page ??= this.#make()
    return this.#page
  }

  async #make(): Promise<Page> {
    const page = await newPage()
    page.on('crash', () =>
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 }),
    )
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#address = inside(frame.url())
    })
    await page.exposeBinding(bindings.invoke, ({ frame }, channel: string, args: unknown[]) =>
      dispatch(this.#eventFrom(frame), channel, args),
    )
    await page.exposeBinding(bindings.permission, (_source, permission: string) =>
      permissionFor(this as unknown as Electron.WebContents, permission),
    )
    await page.exposeBinding(bindings.open, (_source, url: string) => this.#opensElsewhere(url))
    await page.addInitScript({ content: pageSide(this.#preload) })
    await page.route('**/*', (route) => this.#answer(page, route))
    return page
  }

  #eventFrom(frame: Frame): Electron.IpcMainInvokeEvent {
    const senderFrame = { url: inside(frame.url()), parent: frame.parentFrame() }
    return preventable({ sender: this, senderFrame }) as unknown as Electron.IpcMainInvokeEvent
  }

  async #answer(page: Page, route: Route): Promise<void> {
    const request = route.request()
    const url = inside(request.url())
    if (request.isNavigationRequest() && !this.#mayGo(url, request.frame() === page.mainFrame())) {
      return route.abort('aborted')
    }
    const answer = url.startsWith('app:') ? await answerOf(url, request.method()) : undefined
    // Tests reach nothing outside.
    if (!answer) return route.abort('blockedbyclient')
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  }

  /** Only what a page does by itself is asked about. */
  #mayGo(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#wanted.has(withoutHash(url))) return true
    const details = preventable({ url, isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', details)
    if (isMainFrame) this.emit('will-navigate', details)
    return !details.defaultPrevented
  }

  #opensElsewhere(url: string): void {
    this.#open({
      url: inside(url),
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    })
  }
}

const withoutHash = (address: string): string => address.split('#', 1)[0] ?? ''
