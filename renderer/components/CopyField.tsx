/** A value to take elsewhere to the letter: shown in full, copied by one press. */
import { useId } from 'react'
import { CopyButton } from './CopyButton.tsx'

export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId()
  return (
    <div className="min-w-0">
      <p id={id} className="text-sm text-muted">
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <code aria-labelledby={id} className="command min-w-0 grow wrap-anywhere select-all">
          {value}
        </code>
        <CopyButton text={value} label={label} />
      </div>
    </div>
  )
}
