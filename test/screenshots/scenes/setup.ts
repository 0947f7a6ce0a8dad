/** The guide: its start, every chapter, empty, at work, in trouble and done. */
import { aMessage } from '../../fakes/panel-data/conversation.ts'
import { minutesAgo } from '../../fakes/panel-data/desk.ts'
import { drifted, halfSetUp, inUse } from '../../fakes/panel-data/elsewhere.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aTestTalk } from '../../fakes/panel-data/talk-stages.ts'
import { testStrings } from '../../../renderer/strings/setup.ts'
import type { Scene } from '../scene.ts'

const noConnection = {
  code: 'quick-tunnel-limited',
  cause: 'rate-limited',
  sentence: 'Cloudflare makes no new quick tunnels for your network at the moment.',
  action: 'Wait; Drawbridge tries again by itself. Starting it anew does not help.',
  at: minutesAgo(3),
}

/** The talk of the two after so many turns. */
const talkTest = (turns: number): Scene['state'] => ({
  ...aFullBridge(),
  talks: [aTestTalk(turns)],
})

/** A test with one alone. */
function test(answers: readonly string[]): Scene['state'] {
  const sentAt = minutesAgo(2)
  const full = aFullBridge()
  const test = aMessage({
    seq: 20,
    thread: 'round',
    from: 'owner',
    to: ['claude', 'chatgpt'],
    text: testStrings.message(['Claude', 'ChatGPT']),
    sentAt,
    receipts: ['claude', 'chatgpt'].map((participant) => ({
      participant,
      readAt: minutesAgo(1),
      acknowledgedAt: null,
    })),
  })
  const said = answers.map((from, i) =>
    aMessage({ seq: 21 + i, thread: 'round', from, to: ['owner'], text: 'Good day to you both.' }),
  )
  return { ...full, messages: [...(full.messages ?? []), test, ...said] }
}

export const scenes: Scene[] = [
  { name: 'first-run', hash: '#setup', state: {} },
  { name: 'overview', hash: '#setup', state: aFullBridge() },
  { name: 'sign-in-here', hash: '#setup/sign-in', state: {} },
  { name: 'sign-in-auth0-new', hash: '#setup/sign-in/auth0', state: {} },
  { name: 'sign-in-auth0-trouble', hash: '#setup/sign-in/auth0', state: halfSetUp() },
  { name: 'sign-in-auth0-bound', hash: '#setup/sign-in/auth0', state: inUse() },
  {
    name: 'sign-in-plan',
    hash: '#setup/sign-in/auth0',
    state: halfSetUp(),
    async act(page) {
      await page.getByRole('button', { name: 'Do it for me' }).click()
      await page.getByLabel('One-time token', { exact: true }).fill('aaaa.bbbb.cccc')
      await page.getByRole('button', { name: 'Use this token' }).click()
      await page.getByRole('button', { name: 'Show the plan' }).click()
      await page.getByText('Nothing has been changed.').waitFor()
    },
  },
  { name: 'sign-in-other', hash: '#setup/sign-in/oidc', state: {} },
  { name: 'sign-in-drift', hash: '#setup/sign-in', state: drifted() },
  {
    name: 'sign-in-wrong',
    hash: '#setup/sign-in/auth0',
    state: {},
    async act(page) {
      await page.getByLabel('Domain', { exact: true }).fill('manage.auth0.com')
      await page.getByText('That is the dashboard.').waitFor()
    },
  },
  { name: 'address-off', hash: '#setup/address', state: {} },
  { name: 'address-ready', hash: '#setup/address', state: aFullBridge() },
  {
    name: 'address-waiting',
    hash: '#setup/address',
    state: {
      tunnel: {
        mode: 'quick',
        state: 'waiting',
        stability: 'Kept across restarts as long as Cloudflare keeps it; it may change.',
        waiting: {
          reason: 'Cloudflare makes no new tunnels for this network',
          until: minutesAgo(-18),
        },
        lastError: noConnection,
      },
    },
  },
  {
    name: 'address-fetching',
    hash: '#setup/address',
    state: {
      tunnel: { mode: 'quick', state: 'failed', stability: '', detail: 'It is missing.' },
      tasks: [
        {
          id: 'task-1',
          kind: 'download',
          title: 'Fetch cloudflared 2026.10.1',
          state: 'running',
          done: 17_400_000,
          total: 38_200_000,
          detail: '',
          startedAt: minutesAgo(0),
        },
      ],
    },
  },
  {
    name: 'address-named',
    hash: '#setup/address',
    state: {},
    async act(page) {
      await page.getByRole('radio', { name: 'A name of your own' }).click()
      await page.getByLabel('Name', { exact: true }).fill('https://example.com/')
      await page.getByText('Only the name').waitFor()
    },
  },
  { name: 'chatgpt-no-address', hash: '#setup/chatgpt', state: {} },
  { name: 'chatgpt', hash: '#setup/chatgpt', state: aFullBridge() },
  { name: 'claude-preview', hash: '#setup/claude/claude-desktop', state: {} },
  {
    name: 'claude-applied',
    hash: '#setup/claude/claude-desktop',
    state: {},
    async act(page) {
      await page.getByRole('button', { name: 'Write it' }).click()
      await page.getByText('Done.').waitFor()
    },
  },
  { name: 'claude-web', hash: '#setup/claude/claude-web', state: aFullBridge() },
  { name: 'clients', hash: '#setup/clients', state: aFullBridge() },
  { name: 'client-cursor', hash: '#setup/clients/cursor', state: aFullBridge() },
  { name: 'test-nobody', hash: '#setup/test', state: {} },
  { name: 'test-begin', hash: '#setup/test', state: aFullBridge() },
  { name: 'test-under-way', hash: '#setup/test', state: talkTest(1) },
  { name: 'test-done', hash: '#setup/test', state: talkTest(4) },
  { name: 'test-alone', hash: '#setup/test', state: { ...test([]), clients: [] } },
]
