/** A list the owner adds to and takes from, such as objections: each entry a group of fields. */
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../../components/Button.tsx'
import { IconButton } from '../../../../components/IconButton.tsx'

/** As many as the bridge takes. */
const most = 20

interface Props<T> {
  title: string
  hint: string
  entries: T[]
  /** What a new entry begins with. */
  empty: T
  onChange: (entries: T[]) => void
  labels: { entry: (n: number) => string; add: string; remove: (n: number) => string }
  children: (entry: T, change: (change: Partial<T>) => void) => ReactNode
}

export function EntryList<T>({
  title,
  hint,
  entries,
  empty,
  onChange,
  labels,
  children,
}: Props<T>) {
  const without = (index: number): T[] => entries.filter((_, at) => at !== index)
  const change = (index: number, part: Partial<T>): void =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)))
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{title}</legend>
      <p className="text-sm text-muted">{hint}</p>
      {entries.map((entry, index) => (
        <div
          key={index}
          role="group"
          aria-label={labels.entry(index + 1)}
          className="space-y-3 border-l border-line pl-4"
        >
          <div className="flex items-center justify-between">
            <span>{labels.entry(index + 1)}</span>
            <IconButton
              icon={X}
              label={labels.remove(index + 1)}
              onClick={() => onChange(without(index))}
            />
          </div>
          {children(entry, (part) => change(index, part))}
        </div>
      ))}
      <Button disabled={entries.length >= most} onClick={() => onChange([...entries, empty])}>
        <Plus aria-hidden="true" size={16} strokeWidth={1.75} />
        {labels.add}
      </Button>
    </fieldset>
  )
}
