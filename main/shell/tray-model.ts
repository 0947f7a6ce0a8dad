/** The tray as data: what its icon, its tooltip and its menu say. tray.ts shows it. */
import { awaitsProgram } from '../contract/awaits-program.ts'
import type { Overview } from './overview.ts'
import type { Place } from './places.ts'
import { placeOfTalk, talkLine, underWay, waitsForOwner } from './talk-lines.ts'
import { counted, shown } from './words.ts'

/** By shape and not by colour alone; the first that applies. */
export const trayStates = ['needs-you', 'raised', 'unread', 'lowered'] as const
export type TrayState = (typeof trayStates)[number]

export type TrayAction =
  | { do: 'open'; place?: Place }
  | { do: 'copy-address'; address: string }
  | { do: 'move'; to: 'raised' | 'lowered' }
  | { do: 'stop-seat'; participant: string }
  | { do: 'install-update' }
  | { do: 'quit' }

export type MenuEntry = 'separator' | { label: string; action?: TrayAction }

export interface TrayModel {
  state: TrayState
  tooltip: string
  /** An entry without an action only tells something. */
  menu: MenuEntry[]
}

export interface TrayFacts {
  /** Nothing before the bridge answers. */
  overview: Overview | undefined
  /** The version that waits to be installed. */
  update: string | undefined
}

const mostApprovals = 5
const mostTalks = 3

export function trayModel({ overview, update }: TrayFacts): TrayModel {
  const tail: MenuEntry[] = [
    ...(update === undefined
      ? []
      : [entry(`Restart to update to ${shown(update)}`, { do: 'install-update' })]),
    entry('Quit Drawbridge', { do: 'quit' }),
  ]
  const open = entry('Open Drawbridge', { do: 'open' })
  if (!overview) {
    return {
      state: 'raised',
      tooltip: 'Drawbridge is starting',
      menu: [{ label: 'Starting…' }, 'separator', open, ...tail],
    }
  }
  const lines = newsLines(overview)
  return {
    state: stateOf(overview),
    tooltip: ['Drawbridge', ...lines].join('\n'),
    menu: [
      ...lines.map((label) => ({ label })),
      'separator',
      open,
      ...approvalEntries(overview),
      ...heldEntries(overview),
      ...talkEntries(overview),
      ...seatEntries(overview),
      ...unreadEntries(overview),
      'separator',
      addressEntry(overview),
      overview.status.position === 'raised'
        ? entry('Lower the bridge', { do: 'move', to: 'lowered' })
        : entry('Raise the bridge: nothing crosses', { do: 'move', to: 'raised' }),
      'separator',
      ...tail,
    ],
  }
}

function stateOf(overview: Overview): TrayState {
  const { status, approvals } = overview
  if (
    approvals.length > 0 ||
    status.heldThreads + status.heldItems > 0 ||
    status.tunnel.state === 'failed'
  )
    return 'needs-you'
  if (underWay(overview).some(waitsForOwner)) return 'needs-you'
  if (status.position === 'raised') return 'raised'
  return unreadOf(status) > 0 ? 'unread' : 'lowered'
}

export const unreadOf = (status: Overview['status']): number =>
  status.inboxes.find(({ participant }) => participant === 'owner')?.unread ?? 0

function newsLines(overview: Overview): string[] {
  const { status, approvals } = overview
  const raised = status.position === 'raised'
  const lines = [raised ? 'Raised: nothing crosses' : 'Lowered: messages can cross']
  if (status.tunnel.mode !== 'off' && !awaitsProgram(status.tunnel))
    lines.push(addressLine(status.tunnel))
  if (approvals.length > 0)
    lines.push(`${counted(approvals.length, 'sign-in waits', 'sign-ins wait')} for you`)
  if (status.heldThreads > 0)
    lines.push(`${counted(status.heldThreads, 'thread waits', 'threads wait')} for your word`)
  if (status.heldItems > 0) lines.push(heldLine(status.heldItems))
  const waiting = underWay(overview).filter(waitsForOwner).length
  if (waiting > 0) lines.push(`${counted(waiting, 'talk waits', 'talks wait')} for you`)
  const unread = unreadOf(status)
  if (unread > 0) lines.push(counted(unread, 'unread message', 'unread messages'))
  return lines
}

function addressLine({ state }: Overview['status']['tunnel']): string {
  if (state === 'ready') return 'Can be reached from outside'
  if (state === 'failed') return 'Cannot be reached from outside: needs you'
  return 'Not reachable from outside yet'
}

function approvalEntries({ approvals }: Overview): MenuEntry[] {
  const entries = approvals
    .slice(0, mostApprovals)
    .map(({ clientName }) => entry(`${shown(clientName)} wants to connect…`, toApprovals))
  const more = approvals.length - entries.length
  return more > 0 ? [...entries, entry(`${more} more…`, toApprovals)] : entries
}

/** Where each talk is; it leads there. */
function talkEntries(overview: Overview): MenuEntry[] {
  return underWay(overview)
    .slice(0, mostTalks)
    .map((talk) => entry(talkLine(talk, overview.at), { do: 'open', place: placeOfTalk(talk) }))
}

/** Which program answers now, and its end. */
function seatEntries({ seats }: Overview): MenuEntry[] {
  return seats.flatMap(({ participant, title, running }) => {
    if (!running) return []
    const label = `${title} is answering for ${shown(participant)}: stop it`
    return [entry(label, { do: 'stop-seat', participant })]
  })
}

/** The number is typed from the page that shows it, so the menu only leads there (decision 12). */
const toApprovals: TrayAction = { do: 'open', place: { view: 'home' } }

function heldEntries({ status: { heldThreads, heldItems } }: Overview): MenuEntry[] {
  const threads = `${counted(heldThreads, 'thread waits', 'threads wait')} for your word…`
  return [
    ...(heldItems === 0 ? [] : [entry(`${heldLine(heldItems)}…`, toHome)]),
    ...(heldThreads === 0 ? [] : [entry(threads, toHome)]),
  ]
}

const toHome: TrayAction = { do: 'open', place: { view: 'home' } }

const heldLine = (items: number): string =>
  `${counted(items, 'item waits', 'items wait')} at the gate`

function unreadEntries({ status }: Overview): MenuEntry[] {
  const unread = unreadOf(status)
  return unread > 0
    ? [
        entry(`Read ${counted(unread, 'message', 'messages')}…`, {
          do: 'open',
          place: { view: 'conversation' },
        }),
      ]
    : []
}

function addressEntry({ status }: Overview): MenuEntry {
  const label = status.mcpUrl.startsWith('https:') ? 'Copy address' : 'Copy address (this computer)'
  return entry(label, { do: 'copy-address', address: status.mcpUrl })
}

const entry = (label: string, action: TrayAction): MenuEntry => ({ label, action })
