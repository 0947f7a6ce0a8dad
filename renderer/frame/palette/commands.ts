/** What the palette can do right now: every view, every action, in the words that find it. */
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Copy,
  DoorOpen,
  Handshake,
  Keyboard,
  KeyRound,
  Monitor,
  Moon,
  Plug,
  Search,
  Sun,
  type LucideIcon,
} from 'lucide-react'
import type { Approval, MethodResult, Status } from '../../../main/contract.ts'
import { goTo, hrefTo, viewNames } from '../../navigation.ts'
import { plainSnippet } from '../../snippet.ts'
import { frameStrings } from '../../strings/frame.ts'
import { paletteStrings as words } from '../../strings/palette.ts'
import { iconOf } from '../icons.ts'

export interface Command {
  id: string
  group: 'go' | 'do' | 'find'
  label: string
  /** A second line, for what was found. */
  detail?: string
  icon: LucideIcon
  run: () => void
}

/** What the commands act by; the frame has it. */
export interface Deeds {
  copyAddress: () => void
  move: (position: Status['position']) => void
  review: () => void
  rotate: () => void
  theme: (theme: 'system' | 'light' | 'dark') => void
  shortcuts: () => void
}

interface Known {
  status: Status | undefined
  approvals: readonly Approval[]
  /** Those under way. */
  talks: MethodResult<'talks.list'>
  deeds: Deeds
}

export function commandsOf({ status, approvals, talks, deeds }: Known): Command[] {
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
      ? act('lower', words.lower, ArrowDownToLine, () => deeds.move('lowered'))
      : act('raise', words.raise, ArrowUpFromLine, () => deeds.move('raised'))
  return [
    ...(first ? [act('review', words.review(first.clientName), DoorOpen, deeds.review)] : []),
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
          act('begin', words.beginTalk, Handshake, go(hrefTo('talks', 'new'))),
          ...talks.map(({ id, title }) =>
            act(`talk ${id}`, words.openTalk(title), Handshake, go(hrefTo('talks', id))),
          ),
          act('calibration', words.calibration, Handshake, go(hrefTo('talks', 'calibration'))),
          act('copy', words.copyAddress, Copy, deeds.copyAddress),
          move,
          act('chatgpt', words.connectChatgpt, Plug, go(hrefTo('setup', 'chatgpt'))),
          act('claude', words.connectClaude, Plug, go(hrefTo('setup', 'claude'))),
          act('rotate', words.rotate, KeyRound, deeds.rotate),
          act('light', words.themes.light, Sun, () => deeds.theme('light')),
          act('dark', words.themes.dark, Moon, () => deeds.theme('dark')),
          act('system', words.themes.system, Monitor, () => deeds.theme('system')),
        ]
      : []),
    act('shortcuts', words.shortcuts, Keyboard, deeds.shortcuts),
  ]
}

/** Those whose words contain every word of the query, in any order. */
export function matching(commands: readonly Command[], query: string): Command[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label }) => {
    const text = label.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
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
