/**
 * The latest of the log, oldest first, always as plain text: what a model wrote is shown and never
 * interpreted. It stays at its end while the reader is there.
 */
import { useLayoutEffect, useRef } from 'react'
import { Section } from '../../components/Section.tsx'
import type { LogEntries, Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'
import { LogEntry } from './LogEntry.tsx'

const words = strings.conversation
/** Newest entries shown. */
const SHOWN = 50

interface Props {
  log: LogEntries | undefined
  total: number
  participants: Participants
}

export function Conversation({ log, total, participants }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const entries = (log ?? []).toSorted((a, b) => a.seq - b.seq).slice(-SHOWN)

  useLayoutEffect(() => {
    const element = scroller.current
    if (element && atEnd.current) element.scrollTop = element.scrollHeight
  })

  const watchEnd = (): void => {
    const element = scroller.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40
  }
  const aside =
    entries.length > 0 ? words.latest(entries.length, Math.max(total, entries.length)) : undefined
  return (
    <Section title={words.title} aside={aside} loading={!log}>
      {entries.length === 0 ? (
        <p className="max-w-prose text-muted">{words.empty}</p>
      ) : (
        <div
          ref={scroller}
          className="conversation"
          role="log"
          aria-label={words.title}
          tabIndex={0}
          onScroll={watchEnd}
        >
          <ol className="space-y-6">
            {entries.map((entry) => (
              <li key={entry.seq}>
                <LogEntry entry={entry} participants={participants} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </Section>
  )
}
