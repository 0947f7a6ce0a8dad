/** A choice from a list. The browser's own control on purpose: it works everywhere, by every means. */
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Field, type FieldWords } from './Field.tsx'

interface Props<V extends string> extends FieldWords {
  value: V
  onChange: (value: V) => void
  options: readonly { value: V; label: string; disabled?: boolean }[]
  disabled?: boolean
  className?: ComponentProps<'select'>['className']
}

export function Select<V extends string>(props: Props<V>) {
  const { label, hiddenLabel, hint, error, value, onChange, options, disabled, className } = props
  return (
    <Field {...{ label, hint, error }} hiddenLabel={hiddenLabel ?? false}>
      {(control) => (
        <div className="relative">
          <select
            {...control}
            className={`input w-full appearance-none pr-9 ${className ?? ''}`}
            value={value}
            disabled={disabled}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value)
              if (chosen) onChange(chosen.value)
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            size={16}
            className="pointer-events-none absolute inset-y-0 right-3 my-auto text-muted"
          />
        </div>
      )}
    </Field>
  )
}
