/** One shared file: what is in it, who wrote which version, what changed, and what can be done. */
import { ChevronLeft, Download, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { FileDrop } from '../../../components/FileDrop.tsx'
import { IconButton } from '../../../components/IconButton.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { SeenBy } from '../../../components/SeenBy.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useInvoke, useLink, useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFiles } from '../place.ts'
import { DeleteFile } from './DeleteFile.tsx'
import { DiffView } from './DiffView.tsx'
import { downloadFile } from './download.ts'
import { ledgerStrings } from '../../../strings/ledger.ts'
import { FilePreview } from './FilePreview.tsx'
import type { SharedFile } from './preview.ts'
import { Versions, type Shown } from './Versions.tsx'

const words = conversationStrings.files

interface Props {
  name: string
  /** Undefined when it was deleted; its versions are still there. */
  file: SharedFile | undefined
  participants: Participants
  onNewVersion: (chosen: readonly File[], of: SharedFile) => void
}

export function FileDetail({ name, file, participants, onNewVersion }: Props) {
  const { value: versions, failure, reload } = useLoaded('files.versions', { name })
  const [chosen, setChosen] = useState<Shown>()
  const [deleting, setDeleting] = useState(false)
  const download = useAction()
  const invoke = useInvoke()
  const stopped = useLink() === 'stopped'
  const newest = versions?.find(({ deleted }) => !deleted)
  const shown: Shown | undefined =
    chosen ?? (newest && { kind: 'content', version: newest.version })
  const version = versions?.find(
    (one) => one.version === (shown?.kind === 'diff' ? shown.to : shown?.version),
  )
  return (
    <>
      <Head name={name}>
        {version && !version.deleted && (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              busy={download.busy}
              disabled={stopped}
              onClick={() => void download.run(() => downloadFile(invoke, name, version.version))}
            >
              <Download aria-hidden="true" size={16} strokeWidth={1.75} />
              {words.download}
            </Button>
            {file && (
              <IconButton
                icon={Trash2}
                label={words.remove}
                disabled={stopped}
                onClick={() => setDeleting(true)}
              />
            )}
          </div>
        )}
      </Head>
      <div className="pane-scroll space-y-6 pt-1 pb-4">
        {download.failure && <Problem problem={download.failure} />}
        {failure && (
          <Problem problem={failure}>
            <Button onClick={reload}>{strings.kit.tryAgain}</Button>
          </Problem>
        )}
        {!versions && !failure && <Skeleton lines={6} />}
        {versions && !file && <p className="border-l-2 border-line pl-4">{words.deleted}</p>}
        {versions && <Versions {...{ versions, participants, shown }} onShow={setChosen} />}
        {shown?.kind === 'content' && version && <FilePreview version={version} />}
        {shown?.kind === 'diff' && (
          <DiffView
            name={name}
            from={Math.min(shown.from, shown.to)}
            to={Math.max(shown.from, shown.to)}
          />
        )}
        {versions && (
          <Disclosure label={ledgerStrings.ofFile}>
            <SeenBy question={{ file: name }} none={ledgerStrings.noneOfFile} />
          </Disclosure>
        )}
        {file && (
          <FileDrop
            label={words.newVersion}
            multiple={false}
            disabled={stopped}
            onFiles={(files) => onNewVersion(files, file)}
          />
        )}
      </div>
      {file && <DeleteFile file={file} open={deleting} onClose={() => setDeleting(false)} />}
    </>
  )
}

function Head({ name, children }: { name: string; children: ReactNode }) {
  return (
    <header className="pane-head flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <a className="back-link" href={toFiles()}>
          <ChevronLeft aria-hidden="true" size={16} />
          {words.all}
        </a>
        <h2 className="font-serif text-xl wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
      </div>
      {children}
    </header>
  )
}
