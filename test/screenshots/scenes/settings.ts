/** Settings: as they come, one just saved, one refused, what waits for a restart, and the questions. */
import { settingsSchema } from '../../../main/contract/settings-schema.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import type { Scene } from '../scene.ts'

export const scenes: Scene[] = [
  { name: 'all', hash: '#settings', state: aFullBridge() },
  {
    name: 'rules',
    hash: '#settings',
    state: {
      ...aFullBridge(),
      settings: settingsSchema.parse({
        hold: [{ what: 'marked' }, { what: 'files', from: 'chatgpt', folder: 'plans' }],
      }),
    },
    async act(page) {
      await page.getByRole('button', { name: 'Add a rule' }).click()
    },
  },
  {
    name: 'saved',
    hash: '#settings/address',
    state: {},
    screenOnly: true,
    async act(page) {
      await page.getByLabel('Port of the bridge').fill('7430')
      await page.getByLabel('Port of the bridge').press('Enter')
      await page.getByText('Saved: Port of the bridge').waitFor()
    },
  },
  {
    name: 'wrong',
    hash: '#settings/limits',
    state: {},
    screenOnly: true,
    async act(page) {
      await page.getByLabel('Longest message').fill('0.5')
      await page.getByText('Between 1 KiB and').waitFor()
    },
  },
  {
    name: 'reset',
    hash: '#settings/data',
    state: {},
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Reset…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
