/** The shared files, and beside them the one that is open; files are shared by dropping them anywhere. */
import { useState } from 'react'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FileDrop } from '../../../components/FileDrop.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useLink, useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { goTo } from '../../../navigation.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFile } from '../place.ts'
import { FileDetail } from './FileDetail.tsx'
import { FileList } from './FileList.tsx'
import type { SharedFile } from './preview.ts'
import { SharingList } from './SharingList.tsx'
import { useSharing } from './use-sharing.ts'

const words = conversationStrings.files

interface Props {
  files: readonly SharedFile[]
  participants: Participants
  /** The one that is open. */
  name: string | undefined
}

export function FilesPane({ files, participants, name }: Props) {
  const { value: settings } = useLoaded('settings.get', {})
  const stopped = useLink() === 'stopped'
  const say = useToast()
  /** What the owner shared is looked at anew, whatever was compared before. */
  const [shared, setShared] = useState(0)
  const { sharings, share, send, drop } = useSharing({
    files,
    limit: settings?.settings.limits.fileBytes,
    onShared: (file) => {
      say(words.shared(file.name, file.version))
      setShared((before) => before + 1)
      goTo(toFile(file.name))
    },
  })
  const open = name ?? files.toSorted((a, b) => b.writtenAt.localeCompare(a.writtenAt))[0]?.name
  return (
    <div className="pair" data-open={name !== undefined}>
      <div className="pair-list">
        <div className="pane-head">
          <FileDrop label={words.share} disabled={stopped} onFiles={(chosen) => share(chosen)} />
        </div>
        <SharingList {...{ sharings, files, participants }} onSend={send} onDrop={drop} />
        {files.length > 0 && <FileList {...{ files, participants }} current={open} />}
      </div>
      <div className="pair-detail">
        {open === undefined ? (
          <EmptyState title={words.none}>{words.noneDetail}</EmptyState>
        ) : (
          <FileDetail
            key={`${shared} ${open}`}
            name={open}
            file={files.find((one) => one.name === open)}
            participants={participants}
            onNewVersion={share}
          />
        )}
      </div>
    </div>
  )
}
