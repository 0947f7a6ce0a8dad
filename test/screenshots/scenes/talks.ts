/** Talks: beginning one, each of its stages, what came of it, all of them, how sure the models were. */
import type { Page } from 'playwright-core'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { noTalks, type Talk } from '../../fakes/panel-data/talks.ts'
import {
  awayTalk,
  boundTalk,
  endedTalk,
  manyTalks,
  openedTalk,
  pausedTalk,
  sealedTalk,
  threeSeats,
  verdictTalk,
} from '../../fakes/panel-data/talk-stages.ts'
import type { Scene } from '../scene.ts'

const withTalks = (...talks: Talk[]): Scene['state'] => ({ ...aFullBridge(), ...noTalks(), talks })
const at = '#talks/talk-1'
const chooser = (page: Page) => page.locator('input[type=file]').first()

const stage = (name: string, talk: Talk): Scene => ({ name, hash: at, state: withTalks(talk) })

export const scenes: Scene[] = [
  { name: 'empty', hash: '#talks', state: withTalks() },
  { name: 'all', hash: '#talks', state: withTalks(...manyTalks()) },
  { name: 'search-nothing', hash: '#talks/search/zeppelin', state: withTalks(...manyTalks()) },
  { name: 'new-alone', hash: '#talks/new', state: {} },
  {
    name: 'new',
    hash: '#talks/new',
    state: withTalks(),
    async act(page) {
      await page.getByRole('textbox', { name: 'Your question' }).fill('Is the backup good enough?')
    },
  },
  {
    name: 'new-options',
    hash: '#talks/new',
    state: { ...withTalks(), forms: brokenForms() },
    async act(page) {
      await chooser(page).setInputFiles({
        name: 'import.ts',
        mimeType: 'text/plain',
        buffer: Buffer.from('mine'),
      })
      await page.getByRole('button', { name: 'Leave out import.ts' }).waitFor()
      await page.getByRole('button', { name: 'Options' }).click()
      await page.getByRole('radio', { name: 'Review' }).waitFor()
    },
  },
  {
    name: 'new-unasked',
    hash: '#talks/new',
    state: withTalks(),
    async act(page) {
      await page.getByRole('button', { name: 'Start' }).click()
      await page.getByText('Write a question first.').waitFor()
    },
  },
  stage('sealed', sealedTalk()),
  stage('opened', openedTalk()),
  stage('unaware', unawareTalk()),
  stage('long-names', longNames()),
  stage('away', awayTalk()),
  stage('paused', pausedTalk()),
  stage('bound', boundTalk()),
  stage('verdict', verdictTalk()),
  stage('ended', endedTalk()),
  { name: 'three', hash: '#talks/talk-3', state: withTalks(threeSeats()) },
  {
    name: 'paste',
    hash: at,
    state: withTalks(awayTalk()),
    async act(page) {
      await page.getByRole('button', { name: 'ChatGPT said…' }).click()
      await page.getByLabel('What it said').fill('I keep my answer: the rehearsal took 22 minutes.')
    },
  },
  {
    name: 'end',
    hash: at,
    state: withTalks(openedTalk()),
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'End', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'stopped',
    hash: at,
    state: withTalks(openedTalk()),
    async act(page, { stop }) {
      await stop()
      await page.locator('.stopped-bar').waitFor()
    },
  },
  { name: 'missing', hash: '#talks/talk-99', state: withTalks() },
  {
    name: 'calibration',
    hash: '#talks/calibration',
    state: {
      ...withTalks(),
      calibration: [
        {
          participant: 'claude',
          name: 'Claude',
          buckets: [
            { from: 50, to: 70, count: 4, right: 3 },
            { from: 70, to: 90, count: 9, right: 6 },
            { from: 90, to: 100, count: 3, right: 3 },
          ],
        },
        {
          participant: 'chatgpt',
          name: 'ChatGPT',
          buckets: [{ from: 70, to: 90, count: 3, right: 1 }],
        },
      ],
    },
  },
  { name: 'calibration-empty', hash: '#talks/calibration', state: withTalks() },
]

function brokenForms(): NonNullable<Scene['state']['forms']> {
  const problem = 'phases.1.who: "critic" is no role of this form; roles are author, reviewer.'
  return { ...noTalks().forms, broken: [{ file: 'forms/tribunal.json', problem }] }
}

/** Nobody has told them of it yet; both are needed. */
function unawareTalk(): Talk {
  const talk = sealedTalk()
  const unaware = { handedIn: false, sealed: false, hasTurn: true, lastSeen: null } as const
  const seats = talk.seats.map((seat) => ({
    ...seat,
    ...unaware,
    listening: 'away' as const,
    waitingSince: talk.startedAt,
  }))
  return { ...talk, seats, steps: [] }
}

function longNames(): Talk {
  const talk = openedTalk()
  const names = ['Claude_on_the_workstation_in_the_attic', 'Forschungsassistent']
  return {
    ...talk,
    seats: talk.seats.map((seat, i) => ({
      ...seat,
      name: names[i] ?? seat.name,
      role: 'reviewer',
    })),
  }
}
