/** What the tray shows and what is worth a notification, as data. */
import { aSeat } from '../fakes/panel-data/seats.ts'
import { describe, expect, it } from 'vitest'
import { newsOf, type Announced } from '../../main/shell/news.ts'
import { trayModel, type MenuEntry } from '../../main/shell/tray-model.ts'
import { menuPage } from './menu-page.ts'
import { aClientOf, anApprovalOf, anOverview, aTalkOf, type OverviewChange } from './an-overview.ts'

const tray = (change: OverviewChange = {}, update?: string) =>
  trayModel({ overview: anOverview(change), update })
const entries = (menu: MenuEntry[]) => menu.filter((entry) => entry !== 'separator')
const labels = (menu: MenuEntry[]) => entries(menu).map(({ label }) => label)

describe('the tray', () => {
  it.each<[string, OverviewChange]>([
    ['lowered', {}],
    ['unread', { unread: 2 }],
    ['raised', { position: 'raised', unread: 2 }],
    ['needs-you', { position: 'raised', approvals: [anApprovalOf('ChatGPT')] }],
    ['needs-you', { tunnel: { mode: 'quick', state: 'failed' } }],
    [
      'lowered',
      {
        tunnel: {
          mode: 'quick',
          state: 'waiting',
          lastError: { code: 'cloudflared-missing', cause: '', sentence: '', action: '', at: '' },
        },
      },
    ],
    ['needs-you', { talks: [aTalkOf({ state: 'paused' })] }],
    ['needs-you', { talks: [aTalkOf({ turn: ['owner'] })] }],
    ['needs-you', { position: 'raised', heldThreads: 1 }],
    ['needs-you', { heldItems: 2 }],
    ['lowered', { talks: [aTalkOf()] }],
    ['lowered', { talks: [aTalkOf({ state: 'ended', turn: [] })] }],
  ])('is %s', (state, change) => {
    expect(tray(change).state).toBe(state)
  })

  it('leads to what waits at the gate', () => {
    const { menu, tooltip } = tray({ heldItems: 2 })
    expect(tooltip).toContain('2 items wait at the gate')
    expect(menu).toContainEqual({
      label: '2 items wait at the gate…',
      action: { do: 'open', place: { view: 'home' } },
    })
  })

  it('says everything in its tooltip, also what its icon cannot', () => {
    const change: OverviewChange = {
      position: 'raised',
      approvals: [anApprovalOf('ChatGPT')],
      unread: 1,
      tunnel: { mode: 'quick', state: 'ready' },
    }
    expect(tray(change).tooltip.split('\n')).toEqual([
      'Drawbridge',
      'Raised: nothing crosses',
      'Can be reached from outside',
      '1 sign-in waits for you',
      '1 unread message',
    ])
  })

  it('leads to the threads that wait for the owner, and says so in its tooltip', () => {
    const { menu, tooltip } = tray({ heldThreads: 2 })
    const held = entries(menu).find(({ label }) => label === '2 threads wait for your word…')
    expect(held).toMatchObject({ action: { do: 'open', place: { view: 'home' } } })
    expect(tooltip).toContain('2 threads wait for your word')
    expect(labels(tray().menu).join()).not.toContain('your word')
  })

  it('leads to each sign-in and decides none', () => {
    const approvals = Array.from({ length: 7 }, (_, n) => anApprovalOf(`Client ${n}`, `482${n}`))
    const asked = entries(tray({ approvals }).menu).filter(({ label }) => label.endsWith('…'))
    expect(asked.map(({ label }) => label)).toEqual([
      ...[0, 1, 2, 3, 4].map((n) => `Client ${n} wants to connect…`),
      '2 more…',
    ])
    expect(new Set(asked.map(({ action }) => action?.do))).toEqual(new Set(['open']))
  })

  it('says of each talk where it is, and leads to it', () => {
    const at = Date.parse('2026-11-21T12:10:30.000Z')
    const talks = [
      aTalkOf(),
      aTalkOf({
        id: 'b',
        title: 'Logos',
        rounds: 1,
        phase: 'Sealed answers',
        turn: ['claude', 'chatgpt'],
        waitingSince: '2026-11-21T12:10:00.000Z',
      }),
      aTalkOf({ id: 'c', title: 'Backup', state: 'paused', waitingSince: null }),
      aTalkOf({ id: 'd', state: 'ended' }),
    ]
    const shown = entries(tray({ talks, at }).menu).filter(
      ({ action }) => action?.do === 'open' && action.place?.view === 'talks',
    )
    expect(shown.map(({ label }) => label)).toEqual([
      'Storage plan: round 2 of 3, ChatGPT’s turn, 4 min',
      'Logos: sealed answers, waits for Claude and ChatGPT',
      'Backup: round 2 of 3, paused, waits for you',
    ])
    expect(shown[0]?.action).toEqual({ do: 'open', place: { view: 'talks', path: ['talk-1'] } })
    expect(tray({ talks, at }).tooltip).toContain('1 talk waits for you')
  })

  it('says which program is answering, and stops it', () => {
    const running = { about: 'its turn in t4', since: '2026-11-21T12:10:00.000Z', calls: 1 }
    const { menu } = tray({ seats: [aSeat({ running }), aSeat({ participant: 'claude' })] })
    expect(entries(menu).filter(({ action }) => action?.do === 'stop-seat')).toEqual([
      {
        label: 'Codex is answering for chatgpt: stop it',
        action: { do: 'stop-seat', participant: 'chatgpt' },
      },
    ])
  })

  it('shows a name somebody gave themselves as one short line', () => {
    const name = `ChatGPT\n(4821) is safe\u202E${'!'.repeat(80)}`
    const [label] = labels(tray({ approvals: [anApprovalOf(name)] }).menu).filter((text) =>
      text.includes('wants to connect'),
    )
    expect(label).toMatch(/^ChatGPT \(4821\) is safe\uFFFD!+… wants to connect/)
    expect(label?.length).toBeLessThan(70)
  })

  it('lowers what is raised and raises what is lowered', () => {
    const move = (change: OverviewChange) =>
      entries(tray(change).menu).find(({ action }) => action?.do === 'move')
    expect(move({})).toMatchObject({ action: { to: 'raised' } })
    expect(move({ position: 'raised' })).toMatchObject({ action: { to: 'lowered' } })
  })

  it('can open the window and quit whatever it knows', () => {
    for (const model of [trayModel({ overview: undefined, update: undefined }), tray()]) {
      expect(labels(model.menu)).toEqual(
        expect.arrayContaining(['Open Drawbridge', 'Quit Drawbridge']),
      )
    }
    expect(labels(tray({}, '0.2.0').menu)).toContain('Restart to update to 0.2.0')
  })
})

describe('a picture of the menu', () => {
  it('shows the model itself, and nothing of a name as markup', async () => {
    const model = tray({ approvals: [anApprovalOf('<b>Bob</b>')], unread: 1 })
    const page = await menuPage(model, 'dark')
    expect(page).toContain('&lt;b>Bob&lt;/b> wants to connect…')
    expect(page).toContain('alt="needs-you"')
    expect(page.match(/role="menuitem"/g)).toHaveLength(entries(model.menu).length)
  })
})

describe('news', () => {
  const nothingAnnounced: Announced = { publicUrl: null, connected: [] }
  const titles = (now: OverviewChange, before?: OverviewChange, announced = nothingAnnounced) =>
    newsOf(anOverview(now), before && anOverview(before), announced).news.map(({ title }) => title)

  it('is a sign-in, once, also one that waited before the app started', () => {
    const approvals = [anApprovalOf('ChatGPT')]
    expect(titles({ approvals }, {})).toEqual(['ChatGPT wants to connect'])
    expect(titles({ approvals })).toEqual(['ChatGPT wants to connect'])
    expect(titles({ approvals }, { approvals })).toEqual([])
    const again = [{ ...anApprovalOf('ChatGPT'), requestedAt: '2027-01-01T00:00:00.000Z' }]
    expect(titles({ approvals: again }, { approvals })).toHaveLength(1)
  })

  it('is more unread messages, and not fewer', () => {
    expect(titles({ unread: 2 }, { unread: 1 })).toHaveLength(1)
    expect(titles({ unread: 1 }, { unread: 2 })).toEqual([])
  })

  it('is an address that replaced one that worked, over a restart as well', () => {
    const at = (publicUrl: string, state: 'ready' | 'starting' = 'ready'): OverviewChange => ({
      tunnel: { mode: 'quick', state, publicUrl },
    })
    const announced = { publicUrl: 'https://one.example', connected: [] }
    expect(titles(at('https://one.example'))).toEqual([])
    expect(titles(at('https://one.example'), undefined, announced)).toEqual([])
    expect(titles(at('https://two.example', 'starting'), undefined, announced)).toEqual([])
    expect(titles(at('https://two.example'), undefined, announced)).toHaveLength(1)
    const { announced: next } = newsOf(anOverview(at('https://two.example')), undefined, announced)
    expect(titles(at('https://two.example'), undefined, next)).toEqual([])
  })

  it('is the first connection of a client or a link, once for good', () => {
    const used: OverviewChange = {
      clients: [aClientOf('ChatGPT', '2026-11-21T12:00:00.000Z'), aClientOf('Codex', null)],
      links: ['claude', 'claude'],
    }
    expect(titles(used, {})).toEqual(['ChatGPT is connected', 'Claude is connected'])
    // An app that meets an old data folder for the first time.
    expect(titles(used)).toEqual([])
    const { announced } = newsOf(anOverview(used), anOverview(), nothingAnnounced)
    expect(titles(used, {}, announced)).toEqual([])
  })

  it('is a talk that waits for the owner, once', () => {
    const paused: OverviewChange = { talks: [aTalkOf({ state: 'paused', turn: ['owner'] })] }
    const verdict: OverviewChange = { talks: [aTalkOf({ turn: ['owner'] })] }
    const waits = ['A talk waits for you']
    expect(titles(paused, { talks: [aTalkOf()] })).toEqual(waits)
    expect(titles(verdict, { talks: [aTalkOf()] })).toEqual(waits)
    expect(titles(verdict, verdict)).toEqual([])
    expect(titles({ talks: [aTalkOf({ state: 'ended', turn: [] })] }, verdict)).toEqual([])
  })

  it('is a talk that has waited a minute for one who is away, and not for one who listens', () => {
    const since = Date.parse('2026-11-21T12:06:00.000Z')
    const waiting = (seconds: number, state: 'waiting' | 'away' = 'away'): OverviewChange => ({
      talks: [aTalkOf()],
      at: since + seconds * 1000,
      presence: [{ participant: 'chatgpt', state, since: null, lastSeen: null, clients: [] }],
    })
    expect(titles(waiting(59), waiting(30))).toEqual([])
    expect(titles(waiting(60), waiting(59))).toEqual(['A talk waits for ChatGPT'])
    expect(titles(waiting(90), waiting(60))).toEqual([])
    expect(titles(waiting(90, 'waiting'), waiting(30, 'waiting'))).toEqual([])
    // Nobody has ever seen it: it is as far away as can be.
    expect(titles({ ...waiting(60), presence: [] }, waiting(30))).toHaveLength(1)
  })

  it.each(['approvals', 'messages', 'talks', 'address', 'firstConnection'] as const)(
    'of the kind %s is left out where its setting is off',
    (kind) => {
      const everything: OverviewChange = {
        approvals: [anApprovalOf('ChatGPT')],
        unread: 1,
        talks: [aTalkOf({ state: 'paused' })],
        links: ['claude'],
        tunnel: { mode: 'quick', state: 'ready', publicUrl: 'https://two.example' },
      }
      const announced = { publicUrl: 'https://one.example', connected: [] }
      const kinds = (notifications: object) =>
        newsOf(anOverview({ ...everything, notifications }), anOverview(), announced).news.map(
          (news) => news.kind,
        )
      expect(kinds({})).toHaveLength(5)
      expect(kinds({ [kind]: false })).toEqual(kinds({}).filter((one) => one !== kind))
    },
  )
})
