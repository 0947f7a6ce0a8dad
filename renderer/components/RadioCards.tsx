/** One of a few ways, each with a sentence on what it means. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, type ReactNode } from 'react'

export interface RadioCard<V extends string> {
  value: V
  title: string
  detail?: ReactNode
  /** "Recommended", "In use"… */
  badge?: ReactNode
  disabled?: boolean
}

interface Props<V extends string> {
  label: string
  hiddenLabel?: boolean
  value: V | null
  onChange: (value: V) => void
  options: readonly RadioCard<V>[]
  disabled?: boolean
  /** Two beside each other where there is room. */
  pairs?: boolean
}

export function RadioCards<V extends string>(props: Props<V>) {
  const {
    label,
    hiddenLabel = false,
    value,
    onChange,
    options,
    disabled = false,
    pairs = false,
  } = props
  const id = useId()
  return (
    <div>
      <p id={id} className={hiddenLabel ? 'sr-only' : 'mb-2 text-sm text-muted'}>
        {label}
      </p>
      <RadioGroup
        aria-labelledby={id}
        className={pairs ? 'grid gap-3 sm:grid-cols-2' : 'grid gap-3'}
        disabled={disabled}
        value={value ?? ''}
        onValueChange={(chosen) => {
          const option = options.find((one) => one.value === chosen)
          if (option) onChange(option.value)
        }}
      >
        {options.map((option, i) => (
          <label key={option.value} className="radio-card">
            <Radio.Root
              className="radio"
              value={option.value}
              disabled={option.disabled ?? false}
              aria-labelledby={`${id}-${i}`}
              aria-describedby={option.detail ? `${id}-${i}-detail` : undefined}
            >
              <Radio.Indicator className="radio-dot" />
            </Radio.Root>
            <span className="min-w-0">
              <span className="flex flex-wrap items-baseline gap-x-3">
                <span id={`${id}-${i}`} className="font-medium">
                  {option.title}
                </span>
                {option.badge}
              </span>
              {option.detail && (
                <span id={`${id}-${i}-detail`} className="block text-sm wrap-anywhere text-muted">
                  {option.detail}
                </span>
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  )
}
