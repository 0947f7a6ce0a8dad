import { describe, expect, it } from 'vitest'
import { stepTitle } from '../../../renderer/views/traffic/story/steps.ts'
import { episodesOf } from '../../../renderer/views/traffic/story/episodes.ts'
import {
  findStory,
  requestsBefore,
  storiesOf,
  storyOf,
} from '../../../renderer/views/traffic/story/stories.ts'
import type { TrafficRow } from '../../fakes/panel-data/traffic.ts'
import { aKeptRow } from './a-row.ts'

const start = Date.parse('2026-11-21T10:00:00.000Z')
let seq = 0
const row = (ms: number, over: Partial<TrafficRow>) => {
  seq += 1
  return aKeptRow({ seq, at: new Date(start + ms).toISOString(), durationMs: 10, ...over })
}
const unknown = { client: null, clientId: null, participant: null } as const
const oauth = (ms: number, method: string, target: string, over: Partial<TrafficRow> = {}) =>
  row(ms, { kind: 'oauth', method, target, flow: 'f', ...over })

const dance = () => [
  oauth(0, 'POST', '/oauth2/register', { ...unknown, status: 201 }),
  oauth(50, 'GET', '/oauth2/authorize', { status: 303 }),
  oauth(80, 'GET', '/interaction/u1'),
  oauth(2_080, 'GET', '/interaction/u1'),
  oauth(4_080, 'GET', '/interaction/u1', { status: 303 }),
  oauth(4_200, 'GET', '/oauth2/authorize/u1', { status: 303 }),
]
const token = (over: Partial<TrafficRow> = {}) => oauth(4_500, 'POST', '/oauth2/token', over)
const over = (rows: readonly ReturnType<typeof row>[]) => ({
  each: (visit: (one: ReturnType<typeof row>) => void) => rows.forEach(visit),
})

describe('a sign-in as a story', () => {
  it('has its steps in plain words, with the times between; what repeats is one step', () => {
    const { steps, state, tookMs, client, kind } = storyOf('f', [...dance(), token()])
    expect(steps.map(({ title, rows, afterMs }) => [title, rows.length, afterMs])).toEqual([
      ['It registers', 1, null],
      ['It sends its user here to sign in', 1, 40],
      ['The browser shows the page with the number', 3, 20],
      ['The browser takes the answer back to the client', 1, 110],
      ['It gets its tokens', 1, 290],
    ])
    expect([state, tookMs, client, kind]).toEqual(['done', 4_510, 'ChatGPT', 'sign-in'])
  })

  it('is not finished as long as nothing was refused and no key was given', () => {
    expect(storyOf('f', dance()).state).toBe('open')
  })

  it('says where it failed and with which code; a good try after it counts', () => {
    const refused = token({ outcome: 'refused', status: 400, code: 'malformed-request' })
    const failed = storyOf('f', [...dance(), refused])
    expect([failed.state, failed.steps.at(-1)?.title, failed.steps.at(-1)?.code]).toEqual([
      'failed',
      'It asks for its tokens',
      'malformed-request',
    ])
    expect(storyOf('f', [...dance(), refused, token()]).state).toBe('done')
  })

  it('shows who looked around just before, by the same way, without claiming more', () => {
    const [early, far, elsewhere] = [
      row(-400, {
        ...unknown,
        kind: 'http',
        method: 'POST',
        target: '/mcp',
        code: 'token-missing',
        outcome: 'refused',
      }),
      row(-60_000, { ...unknown, kind: 'oauth', target: '/.well-known/jwks.json' }),
      row(-300, { ...unknown, kind: 'oauth', target: '/.well-known/jwks.json', via: 'loopback' }),
    ]
    const rows = over([far, early, elsewhere, ...dance()])
    const story = findStory(rows, 'f')
    expect(story && requestsBefore(rows, story).map(({ title }) => title)).toEqual([
      'It calls without a token and is sent to the sign-in',
    ])
  })

  it('stands among the others, the newest first, without batches of calls', () => {
    const link = row(9_000, {
      kind: 'link',
      via: 'local',
      outcome: 'open',
      flow: 'l',
      method: 'connected',
      target: 'claude',
    })
    const batch = row(9_500, { flow: 'b' })
    const stories = storiesOf(over([...dance(), link, batch]))
    expect(stories.map(({ flow, state }) => [flow, state])).toEqual([
      ['l', 'linked'],
      ['f', 'open'],
    ])
  })
})

it('everything of one client: its sign-in, its calls in runs, what went wrong', () => {
  const signIn = [...dance(), token()]
  const calls = [
    row(5_000, { target: 'send_message' }),
    row(6_000, { target: 'check_inbox' }),
    row(7_000, { target: 'check_inbox', outcome: 'failed', code: 'internal' }),
    row(400_000, { target: 'read_file' }),
  ]
  const stranger = row(8_000, { clientId: 'other', client: 'Other' })
  const episodes = episodesOf(
    over([...signIn, ...calls, stranger]),
    'https://chatgpt.com/oauth/client.json',
  )
  expect(
    episodes.map((one) =>
      one.kind === 'story' ? one.story.state : [one.run.calls, one.run.wrongs, one.run.what[0]],
    ),
  ).toEqual([
    [1, 0, { name: 'read_file', times: 1 }],
    [3, 1, { name: 'check_inbox', times: 2 }],
    'done',
  ])
})

it('ordinary calls and unknown paths are no steps', () => {
  expect(stepTitle(aKeptRow({ seq: 1 }))).toBeUndefined()
  expect(
    stepTitle(aKeptRow({ seq: 1, kind: 'http', method: 'GET', target: '/wp-admin' })),
  ).toBeUndefined()
})
