/** The conversation: threads, what a message can have, writing, searching, files, the log, the way out. */
import { aReception } from '../../fakes/panel-data/ledger.ts'
import type { Page } from 'playwright-core'
import { aMessage } from '../../fakes/panel-data/conversation.ts'
import { putFile } from '../../fakes/panel-data/files.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aLongThread, aReview, aShelf } from '../../fakes/panel-data/talk.ts'
import type { Scene } from '../scene.ts'

const at = '#conversation'
const chooser = (page: Page) => page.locator('input[type=file]').first()
const planFile = { name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from('mine') }

export const scenes: Scene[] = [
  { name: 'empty', hash: at, state: {} },
  { name: 'threads', hash: at, state: aFullBridge() },
  { name: 'review', hash: `${at}/t1`, state: aReview(), screenOnly: true },
  {
    name: 'answering',
    hash: `${at}/t1`,
    state: aReview(),
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Reply to Claude' }).last().click()
      await page.keyboard.type('Thank you both. Claude, please put it live tonight.')
    },
  },
  {
    name: 'link',
    hash: `${at}/t1`,
    state: aReview(),
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: /example.com/ }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'new-below',
    hash: `${at}/t1`,
    state: aLongThread(250),
    screenOnly: true,
    async act(page, { control }) {
      await page.locator('.messages').evaluate((list) => list.scrollTo(0, list.scrollHeight / 2))
      await page.getByRole('button', { name: 'To the newest' }).waitFor()
      control.change('messages', ({ messages }) => {
        messages.push(aMessage({ seq: 999, from: 'chatgpt', to: ['claude'], text: 'One more.' }))
      })
      await page.getByRole('button', { name: '1 new below' }).waitFor()
    },
  },
  { name: 'write', hash: `${at}/new`, state: aFullBridge(), screenOnly: true },
  { name: 'unknown', hash: `${at}/t999`, state: aFullBridge(), screenOnly: true },
  {
    name: 'stopped',
    hash: `${at}/t1`,
    state: aReview(),
    screenOnly: true,
    async act(page, { stop }) {
      await stop()
      await page.locator('.stopped-bar').waitFor()
    },
  },
  { name: 'search', hash: `${at}/search/row`, state: aLongThread(30), screenOnly: true },
  { name: 'search-nothing', hash: `${at}/search/zeppelin`, state: aFullBridge(), screenOnly: true },
  { name: 'files-empty', hash: `${at}/files`, state: {}, screenOnly: true },
  { name: 'file-text', hash: `${at}/file/plan.md`, state: aShelf(), screenOnly: true },
  { name: 'file-picture', hash: `${at}/file/towers.png`, state: aShelf(), screenOnly: true },
  { name: 'file-bytes', hash: `${at}/file/backup.zip`, state: aShelf(), screenOnly: true },
  {
    name: 'diff',
    hash: `${at}/file/plan.md`,
    state: aShelf(),
    screenOnly: true,
    async act(page) {
      await page.getByLabel('What changed since').selectOption('1')
      await page.locator('.compare').waitFor()
    },
  },
  {
    name: 'conflict',
    hash: `${at}/files`,
    state: aShelf(),
    screenOnly: true,
    async act(page, { control }) {
      await chooser(page).setInputFiles(planFile)
      await page.getByRole('button', { name: 'Share as version 3' }).waitFor()
      control.change('files', (state) => {
        putFile(state, { name: 'plan.md', writtenBy: 'chatgpt' }, '# The move, as of noon\n')
      })
      await page.getByRole('button', { name: 'Share as version 3' }).click()
      await page.getByText('Somebody changed plan.md meanwhile.').waitFor()
    },
  },
  {
    name: 'file-seen',
    hash: `${at}/file/plan.md`,
    state: { ...aShelf(), received: [aReception()] },
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Who has seen it' }).click()
      await page.getByText('OpenAI').first().waitFor()
    },
  },
  {
    name: 'message-seen',
    hash: `${at}/t1`,
    state: {
      ...aReview(),
      received: [
        aReception({ kind: 'message', id: 'm1', version: null, call: 'check_inbox' }),
        aReception({
          number: 2,
          kind: 'message',
          id: 'm1',
          version: null,
          call: 'wait_for_message',
          name: 'Claude Desktop',
          company: null,
          participant: 'claude',
          via: 'link',
          perhaps: true,
        }),
      ],
    },
    screenOnly: true,
    async act(page) {
      await page.locator('.receipts').first().click()
      await page.getByText('OpenAI').first().waitFor()
    },
  },
  {
    name: 'menu',
    hash: `${at}/t1`,
    state: aReview(),
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'More about this thread' }).click()
      await page.getByRole('menuitem', { name: 'Export as JSON' }).waitFor()
    },
  },
  { name: 'log', hash: `${at}/log`, state: aReview(), screenOnly: true },
  {
    name: 'chain-broken',
    hash: `${at}/log`,
    state: { ...aReview(), brokenAt: 3 },
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Check the chain' }).click()
      await page.getByText('Entry 3 is not what was recorded.').waitFor()
    },
  },
]
