/**
 * Where the owner types the number that the page in the browser shows. The panel knows it and does
 * not show it: whoever has no such page before him cannot let anybody in by habit. The field of the
 * request that waits longest takes the focus, and names the key that leads to it.
 */
import { useEffect, useId, useRef } from 'react'
import { isBusyElsewhere } from '../../focus.ts'
import { singleKeysOn } from '../../shortcuts.ts'
import { approvalStrings as words } from '../../strings/approvals.ts'

interface Props {
  digits: number
  value: string
  onChange: (value: string) => void
  error: string | undefined
  /** Its request has waited longest. */
  first: boolean
}

export function NumberEntry({ digits, value, onChange, error, first }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const withKey = first && singleKeysOn()
  useEffect(() => {
    if (first && !isBusyElsewhere()) field.current?.focus({ preventScroll: true })
  }, [first])
  return (
    <div className="field">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <label htmlFor={id}>{words.numberLabel}</label>
        {withKey && (
          <span aria-hidden="true" className="text-sm text-muted pointer-coarse:hidden">
            {words.key} <kbd className="key">{words.keyName}</kbd>
          </span>
        )}
      </div>
      <input
        ref={field}
        id={id}
        aria-keyshortcuts={withKey ? words.keyName : undefined}
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
