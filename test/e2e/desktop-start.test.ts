/** The desktop app as it is built: starting, a second start, links, and being quit. */
import { expect, it } from 'vitest'
import { openApp } from './desktop/desktop-app.ts'

it('opens the panel in its window and answers the command line', async () => {
  const { app, cli } = await openApp()
  const page = await app.page()
  await page.getByRole('navigation').first().waitFor()
  const status = JSON.parse((await cli('status', '--json')).stdout)
  expect(status).toMatchObject({ position: 'lowered', panelUrl: null })
})
