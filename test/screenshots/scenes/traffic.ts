/** The traffic: nothing, live, one row, stories, a search without an answer. */
import type { Page } from 'playwright-core'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import type { Scene } from '../scene.ts'

const full = aFullBridge()

const searchFor = (text: string) => async (page: Page) => {
  await page.getByRole('searchbox', { name: 'Search' }).fill(text)
  await page.getByText(/ of 12 rows/).waitFor()
}

export const scenes: Scene[] = [
  { name: 'empty', hash: '#traffic', state: {} },
  { name: 'live', hash: '#traffic', state: full },
  { name: 'refused', hash: '#traffic/10', state: full },
  { name: 'open', hash: '#traffic/12', state: full },
  { name: 'gone', hash: '#traffic/404', state: full },
  { name: 'stories', hash: '#traffic/stories', state: full },
  { name: 'story', hash: '#traffic/story/f1', state: full },
  {
    name: 'client',
    hash: '#traffic/client/https%3A%2F%2Fchatgpt.com%2Foauth%2Fclient.json',
    state: full,
  },
  { name: 'nothing-fits', hash: '#traffic', state: full, act: searchFor('nothing like this') },
  {
    name: 'paused',
    hash: '#traffic',
    state: full,
    async act(page, { control }) {
      await page.getByRole('button', { name: 'Pause' }).click()
      control.change('traffic', ({ traffic }) => {
        const [first] = traffic
        if (first) for (let seq = 13; seq < 30; seq += 1) traffic.push({ ...first, seq })
      })
      await page.getByRole('button', { name: /17 new/ }).waitFor()
    },
  },
  {
    name: 'error-page',
    hash: '#traffic/10',
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'What insufficient-scope means' }).click()
      await page.getByRole('heading', { name: 'What happened' }).waitFor()
    },
  },
  {
    name: 'clear',
    hash: '#traffic',
    state: full,
    screenOnly: true,
    async act(page) {
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
