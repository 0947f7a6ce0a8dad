/** What is worth a notification: found by comparing what was with what is. */
import type { Settings } from '../contract/settings-schema.ts'
import type { Overview } from './overview.ts'
import type { Place } from './places.ts'
import { awayIn, placeOfTalk, underWay, waitsForOwner } from './talk-lines.ts'
import { unreadOf } from './tray-model.ts'
import { counted, shown } from './words.ts'

export interface News {
  /** The setting that turns it off. */
  kind: keyof Pick<
    Settings['notifications'],
    'approvals' | 'messages' | 'address' | 'firstConnection' | 'threads' | 'talks' | 'held'
  >
  title: string
  body: string
  place: Place
  /** Buttons, where the system shows them; a click beside them opens the place. */
  actions?: readonly NewsAction[]
}

/** What a button of a notification does about a held item. */
export interface NewsAction {
  label: string
  do: 'release' | 'send-back'
  id: string
}

/** What has to be remembered over a restart to know what is new. */
export interface Announced {
  /** The public address that was last seen working. */
  publicUrl: string | null
  /** Clients and links that have been seen connected: `client:<id>`, `link:<participant>`. */
  connected: string[]
}

/** The news, and what is to be remembered now. Without `before`, what is there already is not new. */
export function newsOf(
  now: Overview,
  before: Overview | undefined,
  announced: Announced,
): { news: News[]; announced: Announced } {
  const publicUrl = workingUrl(now) ?? announced.publicUrl
  const connected = connectedNow(now).filter(({ key }) => !announced.connected.includes(key))
  const news = [
    ...approvalNews(now, before),
    ...messageNews(now, before),
    ...heldNews(now, before),
    ...gateNews(now, before),
    ...talkNews(now, before),
    ...addressNews(publicUrl, announced.publicUrl),
    ...(before ? connected.map(({ name }) => firstConnection(name)) : []),
  ]
  const keys = connected.map(({ key }) => key)
  return {
    news: news.filter(({ kind }) => now.settings.notifications[kind]),
    announced: { publicUrl, connected: [...announced.connected, ...keys] },
  }
}

function approvalNews({ approvals }: Overview, before: Overview | undefined): News[] {
  const known = new Set(before?.approvals.map(keyOf))
  return approvals
    .filter((approval) => !known.has(keyOf(approval)))
    .map(({ clientName }) => ({
      kind: 'approvals',
      title: `${shown(clientName)} wants to connect`,
      body: 'Click to decide; the number is in its browser window.',
      place: { view: 'home' },
    }))
}

/** A number is used again some day; with its time it is one sign-in. */
const keyOf = ({ number, requestedAt }: Overview['approvals'][number]): string =>
  `${number} ${requestedAt}`

function messageNews(now: Overview, before: Overview | undefined): News[] {
  const fresh = unreadOf(now.status) - (before ? unreadOf(before.status) : 0)
  if (fresh <= 0) return []
  return [
    {
      kind: 'messages',
      title: 'There is a message for you',
      // Not its text: notifications show on locked screens.
      body: `${counted(unreadOf(now.status), 'message waits', 'messages wait')} in your inbox.`,
      place: { view: 'conversation' },
    },
  ]
}

function heldNews({ status }: Overview, before: Overview | undefined): News[] {
  if (status.heldThreads <= (before?.status.heldThreads ?? 0)) return []
  return [
    {
      kind: 'threads',
      title: 'Two models wait for your word',
      body: 'Their thread has reached a bound. Let it go on, or end it.',
      place: { view: 'home' },
    },
  ]
}

/** One new item can be decided from the notification, unless it may hold a secret: that has to be looked at. */
function gateNews({ status, held }: Overview, before: Overview | undefined): News[] {
  if (status.heldItems <= (before?.status.heldItems ?? 0)) return []
  const known = new Set(before?.held.map(({ id }) => id))
  const [first, ...more] = held.filter(({ id }) => !known.has(id))
  const actions: NewsAction[] =
    first === undefined || more.length > 0 || first.found.length > 0
      ? []
      : [
          { label: 'Let through', do: 'release', id: first.id },
          { label: 'Send back', do: 'send-back', id: first.id },
        ]
  return [
    {
      kind: 'held',
      title: 'Something waits at the gate',
      // Not what it is: notifications show on locked screens.
      body: `${counted(status.heldItems, 'item waits', 'items wait')} until you let it through or send it back.`,
      place: { view: 'home' },
      ...(actions.length > 0 && { actions }),
    },
  ]
}

/** A talk that began to wait for the owner, or for one who is away; not what it is about: see above. */
function talkNews(now: Overview, before: Overview | undefined): News[] {
  return underWay(now).flatMap((talk): News[] => {
    const old = before?.talks.find(({ id }) => id === talk.id)
    const common = { kind: 'talks', place: placeOfTalk(talk) } as const
    if (waitsForOwner(talk)) {
      if (old && waitsForOwner(old)) return []
      const body =
        talk.state === 'paused'
          ? 'It is paused until you say how to go on.'
          : 'It wants your verdict.'
      return [{ ...common, title: 'A talk waits for you', body }]
    }
    const known = before && old ? awayIn(old, before) : []
    const away = awayIn(talk, now).filter((name) => !known.includes(name))
    if (away.length === 0) return []
    return [
      {
        ...common,
        title: `A talk waits for ${new Intl.ListFormat('en').format(away)}`,
        body: 'Click for the line that brings it back.',
      },
    ]
  })
}

const workingUrl = ({ status }: Overview): string | null =>
  status.tunnel.state === 'ready' ? status.tunnel.publicUrl : null

function addressNews(publicUrl: string | null, announcedUrl: string | null): News[] {
  if (announcedUrl === null || publicUrl === null || publicUrl === announcedUrl) return []
  return [
    {
      kind: 'address',
      title: 'The address of the bridge has changed',
      body: 'ChatGPT and others have to be connected again with the new one.',
      place: { view: 'setup' },
    },
  ]
}

function connectedNow({ status, clients }: Overview): Array<{ key: string; name: string }> {
  const used = clients.filter(({ lastUsedAt }) => lastUsedAt !== null)
  const nameOf = (id: string) =>
    status.inboxes.find(({ participant }) => participant === id)?.name ?? id
  return [
    ...used.map(({ clientId, name }) => ({ key: `client:${clientId}`, name })),
    ...[...new Set(status.links)].map((id) => ({ key: `link:${id}`, name: nameOf(id) })),
  ]
}

const firstConnection = (name: string): News => ({
  kind: 'firstConnection',
  title: `${shown(name)} is connected`,
  body: 'It has reached the bridge for the first time.',
  place: { view: 'home' },
})
