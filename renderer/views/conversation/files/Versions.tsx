/** Every version that is kept: who wrote it when, to look at, or to see what it changed. */
import { Badge } from '../../../components/Badge.tsx'
import { Bytes } from '../../../components/Bytes.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Select } from '../../../components/Select.tsx'
import { Time } from '../../../components/Time.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { timeOf } from '../../../format.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { isComparable, type FileVersion } from './preview.ts'

const words = conversationStrings.versions

/** What of the file is being looked at. */
export type Shown =
  { kind: 'content'; version: number } | { kind: 'diff'; from: number; to: number }

interface Props {
  /** Newest first. */
  versions: readonly FileVersion[]
  participants: Participants
  shown: Shown | undefined
  onShow: (shown: Shown) => void
}

export function Versions({ versions, participants, shown, onShow }: Props) {
  const at = shown?.kind === 'diff' ? shown.to : shown?.version
  const current = versions.find(({ version }) => version === at)
  if (!current) return null
  const comparable = versions.filter((one) => one !== current && isComparable(one))
  const optionOf = ({ version, writtenAt, deleted }: FileVersion) => ({
    value: String(version),
    label: words.option(version, timeOf(writtenAt), deleted),
  })
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <Select
        label={words.label(versions.length)}
        value={String(current.version)}
        onChange={(value) => onShow({ kind: 'content', version: Number(value) })}
        options={versions.map(optionOf)}
      />
      {comparable.length > 0 && isComparable(current) && (
        <Select
          label={words.compare}
          value={shown?.kind === 'diff' ? String(shown.from) : ''}
          onChange={(value) =>
            onShow(
              value === ''
                ? { kind: 'content', version: current.version }
                : { kind: 'diff', from: Number(value), to: current.version },
            )
          }
          options={[{ value: '', label: words.nothing }, ...comparable.map(optionOf)]}
        />
      )}
      <p className="flex items-center gap-2 pb-1.5 text-sm text-muted">
        <Letter id={current.writtenBy} small />
        <span>
          {nameOf(current.writtenBy, participants)}, <Time iso={current.writtenAt} />
          {!current.deleted && (
            <>
              {' '}
              · <Bytes value={current.size} /> · {current.mimeType}
            </>
          )}
        </span>
        {current.ownerPart && (
          <Badge>{conversationStrings.message.ownerPart[current.ownerPart]}</Badge>
        )}
      </p>
    </div>
  )
}
