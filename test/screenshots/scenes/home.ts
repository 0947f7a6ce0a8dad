/** Home in every state, and what comes up over any view: the gate, the palette, the shortcuts. */
import { anApproval } from '../../fakes/fake-control.ts'
import { settingsSchema } from '../../../main/contract/settings-schema.ts'
import { aHeldItem } from '../../fakes/panel-data/held.ts'
import { aLane } from '../../fakes/panel-data/lanes.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { awayTalk, verdictTalk } from '../../fakes/panel-data/talk-stages.ts'
import type { Scene } from '../scene.ts'

const aDownload = (): NonNullable<Scene['state']['tasks']>[number] => ({
  id: 'download-1',
  kind: 'download',
  title: 'cloudflared',
  state: 'running',
  done: 12_000_000,
  total: 38_000_000,
  detail: 'From github.com',
  startedAt: new Date().toISOString(),
})

export const scenes: Scene[] = [
  { name: 'first-run', hash: '#home', state: {} },
  { name: 'in-use', hash: '#home', state: aFullBridge() },
  { name: 'asked', hash: '#home', state: { ...aFullBridge(), approvals: [anApproval()] } },
  {
    name: 'shut-out',
    hash: '#home',
    state: {
      ...aFullBridge(),
      approvals: [
        anApproval({ clientName: 'Research', redirectHost: 'localhost:5123', comesBackHere: true }),
      ],
      shutUntil: new Date(Date.now() + 600_000).toISOString(),
    },
  },
  { name: 'raised', hash: '#home', state: { ...aFullBridge(), position: 'raised' } },
  {
    name: 'waiting',
    hash: '#home',
    state: {
      ...aFullBridge(),
      held: { t1: 'paused' },
      talks: [{ ...verdictTalk(), id: 'talk-2', title: 'Which of the three logos?' }, awayTalk()],
    },
  },
  {
    name: 'guarded',
    hash: '#home',
    state: {
      ...aFullBridge(),
      settings: settingsSchema.parse({ hold: [{ what: 'everything' }] }),
      lanes: [aLane()],
      heldItems: [
        aHeldItem({ id: 'h1', thread: 't1' }),
        aHeldItem({
          id: 'h2',
          kind: 'file',
          to: [],
          title: 'deploy.env',
          because: 'marked',
          found: ['password or key by its name'],
          text: 'HOST=db.internal\nDB_PASSWORD=…\n',
          hidden: 'HOST=db.internal\nDB_PASSWORD=[hidden by the owner]\n',
          known: 'HOST=db.internal\n',
        }),
      ],
    },
  },
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
    name: 'task-elsewhere',
    hash: '#clients',
    state: { ...aFullBridge(), tasks: [aDownload()] },
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
    name: 'palette-found',
    hash: '#home',
    state: aFullBridge(),
    screenOnly: true,
    async act(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Go, do/ }).fill('plan')
      await page
        .getByRole('option', { name: /plan\.md/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'queue-elsewhere',
    hash: '#traffic',
    state: { ...aFullBridge(), heldItems: [aHeldItem({ id: 'h1', thread: 't1' })] },
    screenOnly: true,
    async act(page) {
      await page.keyboard.press('w')
      await page.getByRole('dialog').waitFor()
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
