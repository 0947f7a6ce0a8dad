/** A titled part of the page; while its data is not there yet it says so, quietly. */
import { useId, type ReactNode } from 'react'
import { strings } from '../strings.ts'

interface Props {
  title: string
  aside?: ReactNode
  loading?: boolean
  children: ReactNode
}

export function Section({ title, aside, loading = false, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} aria-busy={loading}>
      <header className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="font-serif text-2xl">
          {title}
        </h2>
        {aside && <p className="text-sm text-muted">{aside}</p>}
      </header>
      {loading ? <p className="text-muted">{strings.loading}</p> : children}
    </section>
  )
}
