/** Home: the first look at it, in use, with somebody at the gate, raised, in trouble, out of sight. */
import { anApproval } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import type { Scene } from '../scene.ts'

export const scenes: Scene[] = [
  { name: 'first-run', hash: '#home', state: {} },
  { name: 'in-use', hash: '#home', state: aFullBridge() },
  { name: 'asked', hash: '#home', state: { ...aFullBridge(), approvals: [anApproval()] } },
  { name: 'raised', hash: '#home', state: { ...aFullBridge(), position: 'raised' } },
  {
    name: 'stopped',
    hash: '#home',
    state: aFullBridge(),
    async act(page, { stop }) {
      await stop()
      await page.getByRole('heading', { name: 'The bridge has stopped.' }).waitFor()
    },
  },
]
