/** A menu behind a button; arrows, letters and Escape work in it. */
import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'

export interface MenuItem {
  label: string
  icon?: LucideIcon
  danger?: boolean
  disabled?: boolean
  /** Goes there, or does it. */
  href?: string
  onSelect?: () => void
}

interface Props {
  /** The button, for example an IconButton. */
  trigger: ReactElement
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

export function Menu({ trigger, items, align = 'end', side = 'bottom' }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} className="z-40">
          <Base.Popup className="menu">
            {items.map((item) => (
              <Item key={item.label} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const { label, icon: Icon, danger = false, disabled = false, href, onSelect } = item
  const className = `menu-item ${danger ? 'text-danger' : ''}`
  const words = (
    <>
      {Icon && <Icon aria-hidden="true" size={16} strokeWidth={1.75} />}
      {label}
    </>
  )
  if (href !== undefined) {
    return (
      <Base.LinkItem className={className} href={href} closeOnClick>
        {words}
      </Base.LinkItem>
    )
  }
  return (
    <Base.Item className={className} disabled={disabled} onClick={onSelect}>
      {words}
    </Base.Item>
  )
}
