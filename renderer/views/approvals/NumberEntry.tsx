/**
 * Where the owner types the number that the page in the browser shows. The panel knows it and does
 * not show it: whoever has no such page before him cannot let anybody in by habit.
 */
import { useId } from 'react'
import { approvalStrings as words } from '../../strings/approvals.ts'

interface Props {
  digits: number
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

export function NumberEntry({ digits, value, onChange, error }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.numberLabel}</label>
      <input
        id={id}
        className="number-entry"
        inputMode="numeric"
        autoComplete="off"
        placeholder={'–'.repeat(digits)}
        size={digits}
        maxLength={digits}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      />
      <p id={`${id}-error`} className="field-error max-w-prose" aria-live="polite">
        {error}
      </p>
    </div>
  )
}
