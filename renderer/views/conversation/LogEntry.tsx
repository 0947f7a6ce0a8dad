/** One entry of the log: what somebody said, or what somebody did. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Letter } from '../../components/Letter.tsx'
import { timeOf } from '../../format.ts'
import { nameOf } from '../../participants.ts'
import type { LogEntries, Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'

/** Longer texts are folded; in characters and in lines. */
const LONG = 1200
const LINES = 14

interface Props {
  entry: LogEntries[number]
  participants: Participants
}

export function LogEntry({ entry, participants }: Props) {
  const said = entry.kind === 'message' || entry.kind === 'note'
  return (
    <div className="flex gap-3">
      <Letter id={entry.by} small={!said} />
      <div className={`min-w-0 grow ${said ? '' : 'text-sm text-muted'}`}>
        <p className={said ? '' : 'inline'}>
          <span className={said ? 'font-medium' : ''}>{nameOf(entry.by, participants)}</span>{' '}
          {entry.to !== null && (
            <span className="text-sm text-muted">
              {strings.conversation.to(entry.to.map((id) => nameOf(id, participants)))}{' '}
            </span>
          )}
          <time className="text-sm text-muted" dateTime={entry.at}>
            {timeOf(entry.at)}
          </time>
        </p>{' '}
        <Text text={entry.text} inline={!said} />
      </div>
    </div>
  )
}

function Text({ text, inline }: { text: string; inline: boolean }) {
  const [whole, setWhole] = useState(false)
  const lines = text.split('\n')
  const long = text.length > LONG || lines.length > LINES
  const shown = long && !whole ? `${lines.slice(0, LINES).join('\n').slice(0, LONG)}…` : text
  if (inline) return <bdi className="wrap-anywhere">{shown}</bdi>
  return (
    <>
      <p className="said" dir="auto">
        {shown}
      </p>
      {long && (
        <Button kind="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? strings.conversation.showLess : strings.conversation.showAll}
        </Button>
      )}
    </>
  )
}
