/** Home in every state, and what comes up over any view: the gate, the palette, the shortcuts. */
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
  {
    name: 'gate-elsewhere',
    hash: '#traffic',
    state: { ...aFullBridge(), approvals: [anApproval()] },
    screenOnly: true,
  },
  {
    name: 'palette',
    hash: '#home',
    state: aFullBridge(),
    screenOnly: true,
    async act(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Go, do/ }).waitFor()
    },
  },
  {
    name: 'shortcuts',
    hash: '#home',
    state: aFullBridge(),
    screenOnly: true,
    async act(page) {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
]
