/** Something that is on or off and takes effect at once. */
import { Switch as Base } from '@base-ui/react/switch'
import { useId, type ReactNode } from 'react'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

export function Switch({ checked, onChange, label, hint, disabled = false }: Props) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="min-w-0">
        <span id={id}>{label}</span>
        {hint && (
          <small id={`${id}-hint`} className="block text-sm text-muted">
            {hint}
          </small>
        )}
      </div>
      <Base.Root
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="switch"
        {...{ checked, disabled }}
        onCheckedChange={onChange}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
    </div>
  )
}
