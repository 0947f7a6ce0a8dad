/** The ways to every view: a rail at the side of a wide window, a bar at the foot of a narrow one. */
import {
  Activity,
  Castle,
  Ellipsis,
  KeyRound,
  MessagesSquare,
  Plug,
  Settings,
  Sparkles,
  Stethoscope,
  type LucideIcon,
} from 'lucide-react'
import type { Status } from '../../main/contract.ts'
import { Badge } from '../components/Badge.tsx'
import { Menu } from '../components/Menu.tsx'
import { PositionMark } from '../components/PositionMark.tsx'
import { hrefTo, viewNames, type ViewName } from '../navigation.ts'
import { strings } from '../strings.ts'

export const iconOf: Record<ViewName, LucideIcon> = {
  home: Castle,
  conversation: MessagesSquare,
  traffic: Activity,
  clients: Plug,
  setup: Sparkles,
  keys: KeyRound,
  settings: Settings,
  doctor: Stethoscope,
}

/** How many fit at the foot; the rest is behind "More". */
const AT_THE_FOOT = 4

interface Props {
  current: ViewName
  /** Undefined while the bridge is out of sight. */
  status: Status | undefined
  /** How many wait at the gate. */
  waiting: number
}

export function Places({ current, status, waiting }: Props) {
  const words = strings.frame
  const unread = status?.inboxes.find(({ participant }) => participant === 'owner')?.unread ?? 0
  const counts: Partial<Record<ViewName, number>> = { conversation: unread, clients: waiting }
  const rest = viewNames.slice(AT_THE_FOOT)
  return (
    <nav className="places" aria-label={words.places}>
      <p className="places-name">
        <PositionMark position={status?.position} />
        <span className="places-words">
          <span className="font-serif text-xl leading-tight text-ink">{strings.name}</span>
          <span className="text-sm">{words.position[status?.position ?? 'unknown']}</span>
        </span>
      </p>
      <ul>
        {viewNames.map((name, i) => (
          <li key={name} className={i < AT_THE_FOOT ? undefined : 'wide-only'}>
            <PlaceLink name={name} current={name === current} count={counts[name] ?? 0} />
          </li>
        ))}
        <li className="narrow-only">
          <Menu
            side="top"
            trigger={
              <button type="button" className="place" data-current={rest.includes(current)}>
                <Ellipsis aria-hidden="true" size={20} strokeWidth={1.6} />
                <span>{words.more}</span>
              </button>
            }
            items={rest.map((name) => ({
              label: words.views[name],
              icon: iconOf[name],
              href: hrefTo(name),
            }))}
          />
        </li>
      </ul>
    </nav>
  )
}

function PlaceLink({ name, current, count }: { name: ViewName; current: boolean; count: number }) {
  const Icon = iconOf[name]
  return (
    <a
      className="place"
      href={hrefTo(name)}
      aria-current={current ? 'page' : undefined}
      data-current={current}
    >
      <Icon aria-hidden="true" size={20} strokeWidth={1.6} />
      <span>{strings.frame.views[name]}</span>
      {count > 0 && <Badge kind={name === 'clients' ? 'accent' : 'plain'}>{count}</Badge>}
    </a>
  )
}
