/** What every field has: a label, a hint, and what is wrong with what was entered. */
import { useId, type ReactNode } from 'react'

export interface FieldWords {
  label: string
  /** The label is there for screen readers only. */
  hiddenLabel?: boolean
  hint?: ReactNode
  /** What is wrong; the field is marked and described by it. */
  error?: string | undefined
}

interface Props extends FieldWords {
  /** Draws the control with the attributes that tie it to its words. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

export function Field({ label, hiddenLabel = false, hint, error, children }: Props) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id} className={hiddenLabel ? 'sr-only' : undefined}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      <p id={`${id}-error`} className="field-error" aria-live="polite">
        {error}
      </p>
    </div>
  )
}
