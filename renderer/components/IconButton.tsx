/** A button that is only a picture; its name is read out and shown as a tooltip. */
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Tooltip } from './Tooltip.tsx'

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  label: string
}

export function IconButton({ icon: Icon, label, className = '', ...rest }: Props) {
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} className={`icon-button ${className}`} {...rest}>
        <Icon aria-hidden="true" size={18} strokeWidth={1.75} />
      </button>
    </Tooltip>
  )
}
