/** What the palette can do right now: every view, every action, in the words that find it. */
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Copy,
  DoorOpen,
  Download,
  FileText,
  Handshake,
  Inbox,
  Keyboard,
  KeyRound,
  Monitor,
  Moon,
  PenLine,
  Plug,
  Search,
  Sun,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import type { Approval, Client, MethodResult, Status } from '../../../main/contract.ts'
import { goTo, hrefTo, viewNames } from '../../navigation.ts'
import { plainSnippet } from '../../snippet.ts'
import { frameStrings } from '../../strings/frame.ts'
import { paletteStrings as words } from '../../strings/palette.ts'
import { iconOf } from '../icons.ts'

export interface Command {
  id: string
  group: 'go' | 'do' | 'named' | 'find'
  label: string
  /** A second line, for what was found. */
  detail?: string
  /** Only once something is typed: there may be many of its kind. */
  onlyAsked?: boolean
  icon: LucideIcon
  run: () => void
}

/** What the commands act by; the frame has it. */
export interface PaletteActions {
  copyAddress: () => void
  move: (position: Status['position']) => void
  review: () => void
  rotate: () => void
  exportAll: () => void
  theme: (theme: 'system' | 'light' | 'dark') => void
  shortcuts: () => void
  /** What waits at the gate. */
  held: () => void
}

interface Known {
  status: Status | undefined
  approvals: readonly Approval[]
  /** Those under way. */
  talks: MethodResult<'talks.list'>
  clients: readonly Client[]
  files: MethodResult<'files.list'>
  actions: PaletteActions
}

export function commandsOf(known: Known): Command[] {
  const { status, approvals, talks, actions } = known
  const go = (href: string) => () => goTo(href)
  const act = (id: string, label: string, icon: LucideIcon, run: () => void): Command => ({
    id,
    group: 'do',
    label,
    icon,
    run,
  })
  const [first] = approvals
  const move =
    status?.position === 'raised'
      ? act('lower', words.lower, ArrowDownToLine, () => actions.move('lowered'))
      : act('raise', words.raise, ArrowUpFromLine, () => actions.move('raised'))
  return [
    ...(first ? [act('review', words.review(first.clientName), DoorOpen, actions.review)] : []),
    ...((status?.heldItems ?? 0) > 0 ? [act('held', words.held, Inbox, actions.held)] : []),
    ...viewNames.map((view) => ({
      id: view,
      group: 'go' as const,
      label: frameStrings.views[view],
      icon: iconOf[view],
      run: go(hrefTo(view)),
    })),
    // Nothing can be done to a bridge that is out of sight.
    ...(status
      ? [
          act('write', words.write, PenLine, go(hrefTo('conversation', 'new'))),
          act('begin', words.beginTalk, Handshake, go(hrefTo('talks', 'new'))),
          ...talks.map(({ id, title }) =>
            act(`talk ${id}`, words.openTalk(title), Handshake, go(hrefTo('talks', id))),
          ),
          act('calibration', words.calibration, Handshake, go(hrefTo('talks', 'calibration'))),
          act('copy', words.copyAddress, Copy, actions.copyAddress),
          move,
          act('chatgpt', words.connectChatgpt, Plug, go(hrefTo('setup', 'chatgpt'))),
          act('claude', words.connectClaude, Plug, go(hrefTo('setup', 'claude'))),
          act('export', words.exportAll, Download, actions.exportAll),
          act('rotate', words.rotate, KeyRound, actions.rotate),
          act('light', words.themes.light, Sun, () => actions.theme('light')),
          act('dark', words.themes.dark, Moon, () => actions.theme('dark')),
          act('system', words.themes.system, Monitor, () => actions.theme('system')),
        ]
      : []),
    act('shortcuts', words.shortcuts, Keyboard, actions.shortcuts),
    ...(status ? namedOnes(known) : []),
  ]
}

/** What is found by its name: clients, what can be done to them, files. */
function namedOnes({ clients, files }: Known): Command[] {
  const found = (id: string, label: string, icon: LucideIcon, href: string): Command => ({
    id,
    group: 'named',
    label,
    icon,
    onlyAsked: true,
    run: () => goTo(href),
  })
  return [
    ...clients.flatMap(({ clientId, name, grants }) => [
      found(`client ${clientId}`, words.openClient(name), Plug, hrefTo('clients', clientId)),
      ...(grants > 0
        ? [
            found(
              `revoke ${clientId}`,
              words.revoke(name),
              Unplug,
              hrefTo('clients', clientId, 'revoke'),
            ),
          ]
        : []),
    ]),
    ...files.map(({ name }) =>
      found(
        `file of ${name}`,
        words.openFile(name),
        FileText,
        hrefTo('conversation', 'file', name),
      ),
    ),
  ]
}

/** More of them than fit a window help nobody. */
const mostNamed = 12

/** Those whose words contain every word of the query, in any order. */
export function matching(commands: readonly Command[], query: string): Command[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = commands.filter(({ label, onlyAsked }) => {
    const text = label.toLowerCase()
    return (wanted.length > 0 || !onlyAsked) && wanted.every((word) => text.includes(word))
  })
  const named = fitting.filter(({ onlyAsked }) => onlyAsked)
  return [...fitting.filter(({ onlyAsked }) => !onlyAsked), ...named.slice(0, mostNamed)]
}

type Found = MethodResult<'conversation.search'>[number]

/** What the conversation has for the query, and the way to all of it. */
export function foundCommands(query: string, found: readonly Found[]): Command[] {
  const results = found.map(({ id, kind, title, snippet }): Command => ({
    id: `${kind} ${id}`,
    group: 'find',
    label: title,
    detail: plainSnippet(snippet),
    icon: Search,
    run: () =>
      goTo(
        kind === 'file'
          ? hrefTo('conversation', 'file', title)
          : hrefTo('conversation', 'message', id),
      ),
  }))
  const all: Command = {
    id: 'search',
    group: 'find',
    label: words.searchFor(query),
    icon: Search,
    run: () => goTo(hrefTo('conversation', 'search', query)),
  }
  return [...results, all]
}
