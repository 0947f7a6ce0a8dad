/**
 * What the card is given, as it may be trusted: a host can hand on anything, also a part or nothing at
 * all, so each value is looked at before it is drawn.
 */
import type { Json, ToolResult } from './host.ts'

export interface Seat {
  name: string
  you: boolean
  role: string
  listening: 'waiting' | 'lately' | 'away' | ''
  lastSeen: string
  handedIn: 'no' | 'sealed' | 'open'
  hasTurn: boolean
}

export interface TalkView {
  kind: 'talk'
  id: string
  title: string
  form: string
  state: string
  phase: string
  round: number
  rounds: number
  turn: string
  waitsForOwner: boolean
  seats: Seat[]
}

export interface Letter {
  from: string
  fromOwner: boolean
  beginning: string
  sentAt: string
}

/** Something this participant sent that its owner still holds: no word of it comes here. */
export interface HeldRow {
  kind: 'message' | 'note' | 'file' | 'hand-in'
  from: string
  at: string
}

export interface InboxView {
  kind: 'inbox'
  of: string
  unread: number
  notAcknowledged: number
  pausedThreads: number
  letters: Letter[]
  held: number
  heldItems: HeldRow[]
}

export interface View {
  asOf: string
  raised: boolean
  /** Null where there is nothing to show. */
  shown: TalkView | InboxView | null
  /** What was asked for, also when there is none of it. */
  asked: 'talk' | 'inbox'
  decide: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '')
const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null
const list = (value: unknown, most: number): Json[] =>
  Array.isArray(value) ? value.filter(isJson).slice(0, most) : []

/** Undefined for a result that came without its data. */
export function viewOf({ structuredContent: data }: ToolResult): View | undefined {
  if (!isJson(data) || text(data['as_of']) === '') return undefined
  const { talk, inbox } = data
  return {
    asOf: text(data['as_of']),
    raised: data['position'] === 'raised',
    shown: isJson(talk) ? talkOf(talk) : isJson(inbox) ? inboxOf(inbox) : null,
    asked: 'inbox' in data ? 'inbox' : 'talk',
    decide: ownPage(text(data['decide'])),
  }
}

const talkOf = (talk: Json): TalkView => ({
  kind: 'talk',
  id: text(talk['talk']),
  title: text(talk['title']),
  form: text(talk['form']),
  state: text(talk['state']),
  phase: text(talk['phase']),
  round: count(talk['round']),
  rounds: count(talk['rounds']),
  turn: text(talk['turn']),
  waitsForOwner: talk['waits_for_owner'] === true,
  seats: list(talk['seats'], 8).map((seat) => ({
    name: text(seat['name']),
    you: seat['you'] === true,
    role: text(seat['role']),
    listening: oneOf(['waiting', 'lately', 'away'], seat['listening']) ?? '',
    lastSeen: text(seat['last_seen']),
    handedIn: oneOf(['sealed', 'open'], seat['handed_in']) ?? 'no',
    hasTurn: seat['has_turn'] === true,
  })),
})

const inboxOf = (inbox: Json): InboxView => ({
  kind: 'inbox',
  of: text(inbox['of']),
  unread: count(inbox['unread']),
  notAcknowledged: count(inbox['not_acknowledged']),
  pausedThreads: count(inbox['paused_threads']),
  letters: list(inbox['letters'], 4).map((letter) => ({
    from: text(letter['from']),
    fromOwner: letter['from_owner'] === true,
    beginning: text(letter['beginning']),
    sentAt: text(letter['sent_at']),
  })),
  held: count(inbox['held']),
  heldItems: list(inbox['held_items'], 2).map((item) => ({
    kind: oneOf(['note', 'file', 'hand-in'], item['kind']) ?? 'message',
    from: text(item['from']),
    at: text(item['held_at']),
  })),
})

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value)
}

/** Drawbridge's own pages only: the panel of this computer, or the window of its app. */
const ownPage = (url: string): string =>
  /^(http:\/\/127\.0\.0\.1:\d{1,5}\/open#|drawbridge:\/\/open\/)[\w/]{1,60}$/.test(url) ? url : ''
