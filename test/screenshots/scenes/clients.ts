/** The clients: none, many kinds, one of them, what is asked before and told after. */
import { anApproval } from '../../fakes/fake-control.ts'
import { aClient } from '../../fakes/panel-data/clients.ts'
import { minutesAgo } from '../../fakes/panel-data/desk.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aReception } from '../../fakes/panel-data/ledger.ts'
import { aSubscription } from '../../fakes/panel-data/events.ts'
import { aSeat, aWake } from '../../fakes/panel-data/seats.ts'
import type { Scene } from '../scene.ts'

const full = aFullBridge()
const newcomer = { participant: null, participants: [], grants: 0, tokens: 0, lastUsedAt: null }

const ofAllKinds = {
  ...full,
  seats: [aSeat()],
  openApplications: [
    {
      participant: 'chatgpt',
      way: 'codex' as const,
      target: '01a22cda-233d-7ec0-bb31-e40fbc277876',
    },
    { participant: 'claude', way: 'claude-code' as const, target: '/home/ann/plans' },
  ],
  clients: [
    ...(full.clients ?? []),
    aClient({
      clientId: 'lost',
      name: 'Research assistant',
      ownName: 'ChatGPT',
      lastUsedAt: minutesAgo(3000),
      reconnect: 'Its address, quiet-hill.trycloudflare.com, does not exist any more.',
    }),
    aClient({
      ...newcomer,
      clientId: 'by-hand',
      name: 'Home agent',
      vendor: 'other',
      registeredBy: 'manual',
    }),
    aClient({
      ...newcomer,
      clientId: 'stranger',
      name: 'mcp-probe',
      vendor: 'other',
      registeredBy: 'registered',
    }),
  ],
}
const chatgpt = '#clients/https%3A%2F%2Fchatgpt.com%2Foauth%2Fclient.json'

export const scenes: Scene[] = [
  { name: 'empty', hash: '#clients', state: {} },
  { name: 'all-kinds', hash: '#clients', state: ofAllKinds },
  { name: 'asked', hash: '#clients', state: { ...full, approvals: [anApproval()] } },
  { name: 'one', hash: chatgpt, state: full },
  {
    name: 'received',
    hash: chatgpt,
    state: {
      ...full,
      received: [
        aReception(),
        aReception({
          number: 2,
          kind: 'message',
          id: 'm1',
          version: null,
          title: 'Good morning.',
          call: 'check_inbox',
          perhaps: true,
        }),
      ],
    },
  },
  {
    name: 'subscribed',
    hash: chatgpt,
    state: {
      ...ofAllKinds,
      subscriptions: [
        aSubscription(),
        aSubscription({
          id: 'sub_2',
          event: 'turn.yours',
          lastAt: null,
          waiting: 2,
          state: 'away',
        }),
        aSubscription({
          id: 'sub_3',
          event: 'file.changed',
          filter: { name: 'plans/2027/the-move-of-the-booking-site-to-the-new-host.md' },
          state: 'held',
          lastOutcome: '401 Unauthorized',
        }),
      ],
    },
  },
  {
    name: 'woken',
    hash: '#clients',
    state: { ...ofAllKinds, wakes: theWakes() },
    async act(page) {
      await page.getByRole('button', { name: 'Who was woken, and why' }).click()
      await page.getByText('exit code 1').waitFor()
    },
  },
  {
    name: 'tested',
    hash: '#clients',
    state: ofAllKinds,
    screenOnly: true,
    async act(page) {
      await page
        .getByRole('button', { name: /^Test / })
        .first()
        .click()
      await page.locator('.toast').waitFor()
    },
  },
  {
    name: 'rename',
    hash: chatgpt,
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Rename' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'reconnect', hash: '#clients/lost', state: ofAllKinds },
  { name: 'by-hand', hash: '#clients/by-hand', state: ofAllKinds },
  { name: 'gone', hash: '#clients/nobody', state: full },
  {
    name: 'narrow',
    hash: chatgpt,
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('checkbox', { name: 'write, change and delete shared files' }).click()
      await page.getByRole('button', { name: 'Take away' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'revoke',
    hash: chatgpt,
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Revoke ChatGPT' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'added',
    hash: '#clients',
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Add by hand' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('Home agent')
      await dialog.getByRole('switch', { name: 'With a secret' }).click()
      await dialog.getByRole('button', { name: 'Add it' }).click()
      await dialog.getByText('Client secret').first().waitFor()
    },
  },
]

function theWakes(): NonNullable<Scene['state']['wakes']> {
  return [
    aWake({ id: 4, outcome: null, endedAt: null, at: minutesAgo(0) }),
    aWake({ id: 3, at: minutesAgo(12) }),
    aWake({
      id: 2,
      participant: 'claude',
      door: 'claude-code',
      cause: 'turn',
      about: 'talk-1',
      at: minutesAgo(50),
    }),
    aWake({
      id: 1,
      outcome: 'failed',
      error: 'seat-failed',
      detail: 'It ended with exit code 1: error: no such file: /home/ann/plans/config.toml',
      at: minutesAgo(3000),
    }),
  ]
}
