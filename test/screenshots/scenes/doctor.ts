/** The doctor: every part, empty, in trouble, at work. */
import type { Page } from 'playwright-core'
import { anApproval } from '../../fakes/fake-control.ts'
import {
  aBusyDoctor,
  aFailedRehearsal,
  aPassedRehearsal,
  aWaitingRehearsal,
} from '../../fakes/panel-data/doctor-full.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import type { Scene } from '../scene.ts'

const busy = { ...aFullBridge(), ...aBusyDoctor() }

const asksItself = anApproval({
  number: '7305',
  clientName: 'Rehearsal as Claude',
  vendor: 'other',
  identifiedBy: 'registered',
  verifiedHost: null,
  redirectHost: '127.0.0.1',
  comesBackHere: true,
})

async function paste(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'What it said' }).fill('redirect_uri not registered')
  await page.getByRole('button', { name: 'What does it mean?' }).click()
  await page.getByRole('region', { name: 'What the doctor found' }).waitFor()
}

async function dropHar(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'chatgpt.com.har',
    mimeType: 'application/json',
    buffer: Buffer.from('{"log":{"entries":[]}}'),
  })
  await page.getByText('The sign-in in it').waitFor()
}

export const scenes: Scene[] = [
  { name: 'empty', hash: '#doctor', state: {} },
  { name: 'connections', hash: '#doctor', state: busy },
  { name: 'connection-chosen', hash: '#doctor/connections/l-chatgpt', state: busy },
  { name: 'rehearsal-none', hash: '#doctor/rehearsal', state: {} },
  { name: 'rehearsal-passed', hash: '#doctor/rehearsal', state: busy },
  {
    name: 'rehearsal-failed',
    hash: '#doctor/rehearsal',
    state: { ...busy, rehearsals: [aFailedRehearsal()] },
  },
  {
    name: 'rehearsal-asks',
    hash: '#doctor/rehearsal',
    state: {
      ...busy,
      rehearsals: [aWaitingRehearsal(), aPassedRehearsal()],
      approvals: [asksItself],
    },
  },
  { name: 'explain', hash: '#doctor/explain', state: busy },
  { name: 'explain-text', hash: '#doctor/explain', state: busy, act: paste },
  { name: 'explain-har', hash: '#doctor/explain', state: busy, act: dropHar },
  { name: 'explain-unknown', hash: '#doctor/explain', state: aFullBridge(), act: pasteUnknown },
  { name: 'computer', hash: '#doctor/computer', state: busy },
  {
    name: 'report',
    hash: '#doctor/report',
    state: busy,
    async act(page) {
      await page.getByRole('button', { name: 'Make the report' }).click()
      await page.getByRole('button', { name: 'Save the file' }).waitFor()
    },
  },
]

async function pasteUnknown(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'What it said' }).fill('Something went wrong')
  await page.getByRole('button', { name: 'What does it mean?' }).click()
  await page.getByText('The doctor does not know this text.').waitFor()
}
