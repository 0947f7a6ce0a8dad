/** Pictures of the tray's icon and menu in each of its states, from the very model the app shows. */
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Overview } from '../../main/shell/overview.ts'
import { trayModel, type TrayFacts } from '../../main/shell/tray-model.ts'
import { anApprovalOf, anOverview, type OverviewChange } from '../shell/an-overview.ts'
import { menuPage } from '../shell/menu-page.ts'
import { themes } from './stage.ts'

const outside = { mode: 'quick', state: 'ready' } as const

const mcpUrl = 'https://quiet-river-bank.trycloudflare.com/mcp'

/** Reachable from outside, where nothing else is said. */
function reachable(change: OverviewChange = {}): Overview {
  const overview = anOverview({ tunnel: outside, ...change })
  return { ...overview, status: { ...overview.status, mcpUrl } }
}

const states: Record<string, TrayFacts> = {
  starting: { overview: undefined, update: undefined },
  lowered: { overview: reachable(), update: undefined },
  raised: { overview: reachable({ position: 'raised' }), update: undefined },
  unread: { overview: reachable({ unread: 3 }), update: undefined },
  asked: { overview: reachable({ approvals: [anApprovalOf('ChatGPT')] }), update: undefined },
  unreachable: {
    overview: reachable({ tunnel: { ...outside, state: 'failed' } }),
    update: undefined,
  },
  update: { overview: reachable(), update: '0.2.0' },
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
