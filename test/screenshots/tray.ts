/** Pictures of the tray's icon and menu in each of its states, from the very model the app shows. */
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { trayModel, type TrayFacts } from '../../main/shell/tray-model.ts'
import { anApprovalOf, anOverview } from '../shell/an-overview.ts'
import { menuPage } from '../shell/menu-page.ts'
import { themes } from './stage.ts'

const outside = { mode: 'quick', state: 'ready' } as const

const states: Record<string, TrayFacts> = {
  starting: { overview: undefined, update: undefined },
  lowered: { overview: anOverview({ tunnel: outside }), update: undefined },
  raised: { overview: anOverview({ position: 'raised', tunnel: outside }), update: undefined },
  unread: { overview: anOverview({ unread: 3, tunnel: outside }), update: undefined },
  asked: {
    overview: anOverview({ approvals: [anApprovalOf('ChatGPT')], tunnel: outside }),
    update: undefined,
  },
  unreachable: {
    overview: anOverview({ tunnel: { ...outside, state: 'failed' } }),
    update: undefined,
  },
  update: { overview: anOverview({ tunnel: outside }), update: '0.2.0' },
}

export async function takeTrayPictures(browser: Browser, folder: string): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 2 })
  for (const [name, facts] of Object.entries(states)) {
    for (const theme of themes) {
      await page.setContent(await menuPage(trayModel(facts), theme))
      await page.locator('body').screenshot({ path: join(folder, `tray-${name}-${theme}.png`) })
    }
  }
  await page.close()
}
