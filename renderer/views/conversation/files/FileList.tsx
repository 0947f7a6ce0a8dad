/** The files all participants may read, the last changed first. */
import { File, FileImage, FileText } from 'lucide-react'
import { Bytes } from '../../../components/Bytes.tsx'
import { Time } from '../../../components/Time.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFile } from '../place.ts'
import type { SharedFile } from './preview.ts'

const words = conversationStrings.files

interface Props {
  files: readonly SharedFile[]
  participants: Participants
  current: string | undefined
}

export function FileList({ files, participants, current }: Props) {
  const newest = files.toSorted((a, b) => b.writtenAt.localeCompare(a.writtenAt))
  return (
    <nav aria-label={words.title} className="pane-scroll">
      <ul>
        {newest.map((file) => {
          const Icon = iconOf(file.mimeType)
          return (
            <li key={file.name}>
              <a
                className="row-link grid-cols-[auto_minmax(0,1fr)]"
                href={toFile(file.name)}
                aria-current={file.name === current ? 'page' : undefined}
              >
                <Icon aria-hidden="true" size={18} strokeWidth={1.5} className="mt-1 text-muted" />
                <span className="min-w-0">
                  <bdi className="block wrap-anywhere">{file.name}</bdi>
                  <span className="block text-sm text-muted">
                    {words.version(file.version)} · <Bytes value={file.size} /> ·{' '}
                    {nameOf(file.writtenBy, participants)}, <Time iso={file.writtenAt} />
                  </span>
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function iconOf(mimeType: string): typeof File {
  if (mimeType.startsWith('image/')) return FileImage
  return mimeType.startsWith('text/') || mimeType.endsWith('json') ? FileText : File
}
