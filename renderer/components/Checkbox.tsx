/** One thing to tick, with its words beside it. */
import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

export function Checkbox({ checked, onChange, label, hint, disabled = false }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Base.Root
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="checkbox"
        {...{ checked, disabled }}
        onCheckedChange={onChange}
      >
        <Base.Indicator className="grid place-items-center">
          <Check aria-hidden="true" size={14} strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <div className="min-w-0">
        <label id={id} onClick={() => !disabled && onChange(!checked)}>
          {label}
        </label>
        {hint && (
          <small id={`${id}-hint`} className="block text-sm text-muted">
            {hint}
          </small>
        )}
      </div>
    </div>
  )
}
