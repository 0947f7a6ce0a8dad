/** Sign-in & keys: on this computer, elsewhere, the keys, the trail. */
import { drifted, inUse } from '../../fakes/panel-data/elsewhere.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import type { Scene } from '../scene.ts'

export const scenes: Scene[] = [
  { name: 'here', hash: '#keys', state: {} },
  { name: 'elsewhere', hash: '#keys', state: { ...aFullBridge(), ...inUse() } },
  { name: 'drift', hash: '#keys', state: { ...aFullBridge(), ...drifted() } },
  {
    name: 'admit',
    hash: '#keys',
    state: { ...aFullBridge(), ...inUse() },
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Let somebody in' }).click()
      await page.getByLabel('User id at the provider').fill('bob@example.com')
      await page.getByText('That is an e-mail address.').waitFor()
    },
  },
  {
    name: 'signing',
    hash: '#keys/signing',
    state: {
      ...aFullBridge(),
      warning: 'No keychain was found; the file is protected by its rights only.',
    },
  },
  { name: 'audit', hash: '#keys/audit', state: aFullBridge() },
  { name: 'audit-empty', hash: '#keys/audit', state: {} },
]
