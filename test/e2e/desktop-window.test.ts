/** The desktop app as it is built: what its window can do, and what no page may (docs/security.md). */
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { eventually } from './desktop/eventually.ts'
import { openApp } from './desktop/desktop-app.ts'
import { out, type DesktopApp } from './desktop/record.ts'

// A whole app with a browser each; computers are busy at times.
vi.setConfig({ testTimeout: 120_000 })

const opened = (app: DesktopApp) =>
  app.evaluate(() => ({
    boxes: globalThis.desktopRecord.boxes.map(({ message, detail }) => `${message} ${detail}`),
    opened: globalThis.desktopRecord.opened,
  }))

describe('the contract over IPC', () => {
  it('answers calls, and tells what changed as it changes', async () => {
    const { app, cli } = await openApp()
    const page = await app.page()
    await page.evaluate(() => {
      const topics: string[] = []
      window.drawbridge?.subscribe((signal) =>
        topics.push(signal.kind === 'change' ? signal.topic : signal.kind),
      )
      Object.assign(window, { topics })
    })
    const answer = await page.evaluate(() =>
      window.drawbridge?.invoke('conversation.send', { to: ['claude'], text: 'from the window' }),
    )
    expect(answer).toMatchObject({ ok: true, value: { message: { from: 'owner' } } })
    expect((await cli('log')).stdout).toContain('from the window')
    const topics = () => page.evaluate(() => (window as unknown as { topics: string[] }).topics)
    await eventually(async () => expect(await topics()).toContain('messages'))
    expect((await topics())[0]).toBe('resync')
  })

  it('refuses what is malformed with a code, and goes on', async () => {
    const { app } = await openApp()
    const page = await app.page()
    const call = (...given: [method: unknown, params: unknown]) =>
      page.evaluate(([name, value]) => window.drawbridge?.invoke(name as string, value), given)
    const malformed: Array<[method: unknown, params: unknown, code: string]> = [
      ['constructor', {}, 'unknown-method'],
      [{ toString: 1 }, {}, 'unknown-method'],
      ['approvals.approve', { number: 4821 }, 'invalid-input'],
      ['approvals.approve', null, 'invalid-input'],
      ['approvals.approve', { number: '0000' }, 'unknown-approval'],
    ]
    for (const [method, params, code] of malformed) {
      const failure = { code, docs: `docs/errors/${code}.md` }
      expect(await call(method, params)).toMatchObject({ ok: false, failure })
    }
    expect(await call('status.get', {})).toMatchObject({ ok: true })
  })

  it('is refused to another window of the app, though it shows the same page', async () => {
    const { app } = await openApp()
    await app.page()
    await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const forged = new BrowserWindow({ webPreferences: { preload, sandbox: true } })
        await forged.loadURL('app://drawbridge/index.html')
      },
      join(out, 'preload.cjs'),
    )
    // The test sees the window a moment after the app.
    const twin = await eventually(async () => {
      const [, second] = await app.pages()
      if (!second) throw new Error('no second window yet')
      return second
    })
    await twin.waitForLoadState('domcontentloaded')
    const answer = await twin.evaluate(() => window.drawbridge?.invoke('status.get', {}))
    expect(answer).toMatchObject({ ok: false, failure: { code: 'window-refused' } })
    const signal = await twin.evaluate(
      () => new Promise((resolve) => window.drawbridge?.subscribe(({ kind }) => resolve(kind))),
    )
    expect(signal).toBe('stopped')
  })
})

describe('a page', () => {
  it('has nothing of Electron or Node, and lives under a strict policy', async () => {
    const { app } = await openApp()
    const page = await app.page()
    const found = await page.evaluate(async () => {
      const answer = await fetch('index.html')
      return {
        face: Object.keys(window.drawbridge ?? {}),
        globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter((n) => n in window),
        policy: answer.headers.get('content-security-policy'),
        escaped: (await fetch('/..%2f..%2fpackage.json')).status,
        inline: await new Promise((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective))
          const script = document.createElement('script')
          script.textContent = 'document.title = "run"'
          document.head.append(script)
        }),
      }
    })
    expect(found.face).toEqual(['invoke', 'subscribe'])
    expect(found.globals).toEqual([])
    expect(found.policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(found.policy).not.toContain('unsafe')
    expect(found.escaped).toBe(404)
    expect(found.inline).toBe('script-src-elem')
  })

  it('goes nowhere else: not by a link, not by a script, not in a frame', async () => {
    const { app } = await openApp()
    const page = await app.page()
    const before = page.url()
    for (const target of [
      'https://example.com/',
      'app://elsewhere/index.html',
      'file:///etc/passwd',
    ]) {
      await page.evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
      }, target)
    }
    await page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
    })
    const answer = await page.evaluate(() => window.drawbridge?.invoke('status.get', {}))
    expect(answer).toMatchObject({ ok: true })
    expect(page.url()).toBe(before)
    expect((await opened(app)).opened).toEqual([])
  })

  it('opens no window; a known https address opens in the browser once the owner agrees', async () => {
    const { app } = await openApp()
    const page = await app.page()
    const open = (url: string) => page.evaluate((to) => void window.open(to), url)
    await app.evaluate(() => void globalThis.desktopRecord.answers.push(1, 0))
    await open('https://chatgpt.com/refused-by-owner')
    await eventually(async () => expect((await opened(app)).boxes).toHaveLength(1))
    await open('https://chatgpt.com/agreed')
    await eventually(async () =>
      expect((await opened(app)).opened).toEqual(['https://chatgpt.com/agreed']),
    )
    for (const url of ['https://chatgpt.com.evil.example/', 'http://chatgpt.com/']) await open(url)
    await open('https://claude.ai/last')
    await eventually(async () => expect((await opened(app)).boxes).toHaveLength(3))
    expect((await opened(app)).boxes).toEqual([
      'Open chatgpt.com in your browser? https://chatgpt.com/refused-by-owner',
      'Open chatgpt.com in your browser? https://chatgpt.com/agreed',
      'Open claude.ai in your browser? https://claude.ai/last',
    ])
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
  })

  it('gets no permission', async () => {
    const { app } = await openApp()
    const page = await app.page()
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  })
})

describe('a page whose process dies', () => {
  const crash = (app: DesktopApp) =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )

  it('is loaded again where it was, and works', async () => {
    const { app } = await openApp({ args: ['drawbridge://open/settings'] })
    const page = await app.page()
    await page.evaluate(() => Object.assign(window, { before: true }))
    await crash(app)
    await eventually(async () => {
      const again = await app.page()
      const state = await again.evaluate(async () => ({
        before: 'before' in window,
        place: location.hash,
        answer: (await window.drawbridge?.invoke('status.get', {}))?.ok,
      }))
      expect(state).toEqual({ before: false, place: '#settings', answer: true })
    })
  })
})
