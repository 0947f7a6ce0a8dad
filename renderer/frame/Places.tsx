/** The ways to every view: a rail at the side of a wide window, a bar at the foot of a narrow one. */
import { Ellipsis, Inbox, Keyboard, Search } from 'lucide-react'
import type { Status } from '../../main/contract.ts'
import { Badge } from '../components/Badge.tsx'
import { Menu } from '../components/Menu.tsx'
import { PositionMark } from '../components/PositionMark.tsx'
import { hrefTo, viewNames, type ViewName } from '../navigation.ts'
import { standOf } from '../position.ts'
import { strings } from '../strings.ts'
import { iconOf } from './icons.ts'

/** How many fit at the foot; the rest is behind "More". */
const AT_THE_FOOT = 4

interface Props {
  /** Undefined before it is known. */
  current: ViewName | undefined
  /** Undefined while the bridge is out of sight. */
  status: Status | undefined
  /** It was there and is no more. */
  stopped: boolean
  /** How many wait at the gate. */
  waiting: number
  onPalette: () => void
  onShortcuts: () => void
  onHeld: () => void
}

export function Places(props: Props) {
  const { current, status, stopped, waiting, onPalette, onShortcuts, onHeld } = props
  const words = strings.frame
  const unread = status?.inboxes.find(({ participant }) => participant === 'owner')?.unread ?? 0
  const counts: Partial<Record<ViewName, number>> = {
    home: status?.heldItems ?? 0,
    conversation: unread,
    clients: waiting,
  }
  const held = status?.heldItems ?? 0
  const rest = viewNames.slice(AT_THE_FOOT)
  return (
    <nav className="places" aria-label={words.places}>
      <p className="places-name">
        <PositionMark position={status && standOf(status)} />
        <span className="places-words">
          <span className="font-serif text-xl leading-tight text-ink">{strings.name}</span>
          <span className="text-sm">
            {status ? words.position[standOf(status)] : stopped ? words.stopped : words.connecting}
          </span>
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
              <button
                type="button"
                className="place"
                data-current={current !== undefined && rest.includes(current)}
              >
                <Ellipsis aria-hidden="true" size={20} strokeWidth={1.6} />
                <span>{words.more}</span>
              </button>
            }
            items={[
              ...rest.map((name) => ({
                label: words.views[name],
                icon: iconOf[name],
                href: hrefTo(name),
              })),
              ...(held > 0 ? [{ label: words.held(held), icon: Inbox, onSelect: onHeld }] : []),
              { label: words.palette, icon: Search, onSelect: onPalette },
            ]}
          />
        </li>
      </ul>
      <div className="places-foot">
        {held > 0 && (
          <button type="button" className="place" onClick={onHeld}>
            <Inbox aria-hidden="true" size={20} strokeWidth={1.6} />
            <span>{words.held(held)}</span>
          </button>
        )}
        <button type="button" className="place" onClick={onPalette}>
          <Search aria-hidden="true" size={20} strokeWidth={1.6} />
          <span>{words.palette}</span>
        </button>
        <button type="button" className="place" onClick={onShortcuts}>
          <Keyboard aria-hidden="true" size={20} strokeWidth={1.6} />
          <span>{words.shortcuts}</span>
        </button>
      </div>
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
