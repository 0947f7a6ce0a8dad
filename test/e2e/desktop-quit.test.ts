/** The desktop app as it is built: being ended, with somebody in the middle of a call. */
import { describe, expect, it, vi } from 'vitest'
import { eventually } from './desktop/eventually.ts'
import { openAgain, openApp } from './desktop/desktop-app.ts'
import { linkClaude } from './desktop/link-claude.ts'
import type { DesktopApp } from './desktop/record.ts'

// A whole app with a browser each; computers are busy at times.
vi.setConfig({ testTimeout: 120_000 })

/** Playwright wants its answer before the app is gone. */
const quit = (app: DesktopApp) => app.evaluate(({ app }) => void setTimeout(() => app.quit()))

describe('quitting', () => {
  it('keeps what was sent, ends a call that waits, and ends itself cleanly', async () => {
    const { app, dataDir } = await openApp()
    const claude = await linkClaude(dataDir)
    await claude.call('send_message', { to: 'chatgpt', message: 'kept' })
    const waiting = claude.call('wait_for_message', { timeout_seconds: 45 }).catch(() => 'cut')
    await claude.call('bridge_status')
    await quit(app)
    expect(await app.exited).toBe(0)
    await waiting
    const again = await openAgain(dataDir, ['--hidden'])
    await eventually(async () => expect((await again.cli('log')).stdout).toContain('kept'))
  })

  it('once more while it stops changes nothing', async () => {
    const { app } = await openApp()
    await app.page()
    await app.evaluate(
      ({ app }) =>
        void setTimeout(() => {
          app.quit()
          app.quit()
        }),
    )
    expect(await app.exited).toBe(0)
  })

  it('works while the bridge is still starting', async () => {
    const { app, dataDir } = await openApp()
    await quit(app)
    expect(await app.exited).toBe(0)
    const again = await openAgain(dataDir, ['--hidden'])
    await eventually(async () => expect((await again.cli('status')).code).toBe(0))
  })

  it('works by the command line as well', async () => {
    const { app, cli } = await openApp({ args: ['--hidden'] })
    await eventually(async () => expect((await cli('status')).code).toBe(0))
    expect((await cli('stop')).code).toBe(0)
    expect(await app.exited).toBe(0)
  })
})

it('after an error nobody expected: writes it down, tells the owner, and ends cleanly', async () => {
  const { app, cli } = await openApp({ args: ['--hidden'] })
  await eventually(async () => expect((await cli('status')).code).toBe(0))
  await app.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('out of the blue')
      }),
  )
  expect(await app.exited).toBe(0)
  expect(app.said()).toContain('Drawbridge has to close')
  expect(app.said()).toContain('out of the blue')
})
