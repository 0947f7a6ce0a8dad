/** One entry of the log as it is kept: its number, what happened, its link in the chain. */
import { Letter } from '../../../components/Letter.tsx'
import type { LogEntries, Participants } from '../../../data/shapes.ts'
import { exactTime, timeOf } from '../../../format.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFile, toMessage } from '../place.ts'
import { beginningOf } from '../text/beginning.ts'

const words = conversationStrings.log

interface Props {
  entry: LogEntries[number]
  participants: Participants
  /** Somebody was led to it. */
  pointed: boolean
}

export function LogEntry({ entry, participants, pointed }: Props) {
  const { seq, kind, by, to, at, text, hash, ownerPart } = entry
  const href = hrefOf(entry)
  return (
    <li className="log-entry" data-pointed={pointed} id={`log-${seq}`}>
      <span className="text-right font-mono text-sm text-muted">{seq}</span>
      <Letter id={by} small />
      <div className="min-w-0">
        <p className="text-sm text-muted">
          <span className="text-ink">{nameOf(by, participants)}</span> {words.kinds[kind]}
          {to && ` ${words.to(to.map((id) => nameOf(id, participants)))}`}
          {ownerPart && ` (${conversationStrings.message.ownerPart[ownerPart]})`},{' '}
          <time dateTime={at} title={exactTime(at)}>
            {timeOf(at)}
          </time>
          {href && (
            <>
              {' · '}
              <a className="link" href={href}>
                {words.open}
              </a>
            </>
          )}
          {' · '}
          <code title={words.hash(hash)}>{hash.slice(0, 8)}</code>
        </p>
        <p className="said" dir="auto">
          {beginningOf(text) ?? text}
        </p>
      </div>
    </li>
  )
}

/** Where what it tells of can be seen; a file that was deleted later is still there with its versions. */
function hrefOf({ kind, ref }: LogEntries[number]): string | undefined {
  if (ref === null) return undefined
  if (kind === 'message') return toMessage(ref)
  return kind === 'file-written' || kind === 'file-deleted' ? toFile(ref) : undefined
}
