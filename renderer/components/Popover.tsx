/** A little more, at the place it belongs to; leaves the page usable. */
import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

interface Props {
  trigger: ReactElement
  /** Read out as its name. */
  title: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}

export function Popover({ trigger, title, children, align = 'start' }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={8} className="z-40">
          <Base.Popup className="popover">
            <Base.Title className="sr-only">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
