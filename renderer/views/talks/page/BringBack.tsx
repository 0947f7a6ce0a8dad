/** Brings one who is away back to the talk: a line to paste, a link that opens the app with it, a command. */
import { CopyButton } from '../../../components/CopyButton.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { timeOf } from '../../../format.ts'
import { talkStrings } from '../../../strings/talks.ts'
import type { TalkSeat } from '../shapes.ts'
import { OpenApp } from './OpenApp.tsx'

const words = talkStrings.waiting

interface Props {
  seat: TalkSeat
  /** It knows of the talk and has gone since. */
  came: boolean
}

export function BringBack({ seat, came }: Props) {
  const { name, lastSeen, nudge } = seat
  const title =
    came && lastSeen !== null ? words.title(name, timeOf(lastSeen)) : words.unaware(name)
  return (
    <section aria-label={title} className="needs-you">
      <p className="mb-3 text-lg">{title}</p>
      <p className="mb-1 text-sm text-muted">{words.line}</p>
      <p className="font-mono text-[0.95em] wrap-anywhere">
        <span className="command select-all">{nudge.line}</span>
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        {nudge.href && <OpenApp name={name} href={nudge.href} />}
        <CopyButton text={nudge.line} label={words.line} />
      </div>
      {nudge.command && (
        <div className="mt-4">
          <CopyField label={words.command} value={nudge.command} />
        </div>
      )}
    </section>
  )
}
