/** The newest messages, shortened; always as plain text, whatever a model wrote. */
import { Letter } from '../../components/Letter.tsx'
import { Section } from '../../components/Section.tsx'
import { Time } from '../../components/Time.tsx'
import type { LogEntries, Participants } from '../../data/shapes.ts'
import { hrefTo } from '../../navigation.ts'
import { nameOf } from '../../participants.ts'
import { homeStrings as words } from '../../strings/home.ts'

const SHOWN = 4

interface Props {
  log: LogEntries | undefined
  participants: Participants
}

export function Newest({ log, participants }: Props) {
  const said = (log ?? []).filter(({ kind }) => kind === 'message')
  const newest = said.toSorted((a, b) => b.seq - a.seq).slice(0, SHOWN)
  return (
    <Section title={words.newest} loading={!log}>
      {newest.length === 0 && <p className="max-w-prose text-muted">{words.nothingSaid}</p>}
      <ol className="space-y-5">
        {newest.map((entry) => (
          <li key={entry.seq} className="flex gap-3">
            <Letter id={entry.by} />
            <div className="min-w-0">
              <p>
                <span className="font-medium">{nameOf(entry.by, participants)}</span>{' '}
                <span className="text-sm text-muted">
                  {words.to((entry.to ?? []).map((id) => nameOf(id, participants)))}
                </span>{' '}
                <span className="text-sm text-muted">
                  <Time iso={entry.at} />
                </span>
              </p>
              <p className="line-clamp-2 max-w-prose wrap-anywhere" dir="auto">
                {entry.text}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {newest.length > 0 && (
        <p className="mt-5">
          <a className="link" href={hrefTo('conversation')}>
            {words.wholeConversation}
          </a>
        </p>
      )}
    </Section>
  )
}
