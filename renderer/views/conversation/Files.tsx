/** The files all participants may read. */
import { Section } from '../../components/Section.tsx'
import { sizeOf, timeOf } from '../../format.ts'
import { nameOf } from '../../participants.ts'
import type { Participants, SharedFiles } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'

const words = strings.files

interface Props {
  files: SharedFiles | undefined
  participants: Participants
}

export function Files({ files, participants }: Props) {
  return (
    <Section title={words.title} loading={!files}>
      {files?.length === 0 && <p className="text-muted">{words.empty}</p>}
      <ul className="space-y-3">
        {files?.map((file) => (
          <li key={file.name}>
            <p className="wrap-anywhere">
              <bdi>{file.name}</bdi>
            </p>
            <p className="text-sm text-muted">
              {words.version(file.version)} · {sizeOf(file.size)} ·{' '}
              {nameOf(file.writtenBy, participants)}, {timeOf(file.writtenAt)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
