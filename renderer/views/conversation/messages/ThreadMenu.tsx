/** What can be done with a thread as a whole: give it a name, take it away as a file. */
import { Braces, Ellipsis, FileText, PenLine } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../../components/IconButton.tsx'
import { Menu } from '../../../components/Menu.tsx'
import { RenameDialog } from '../../../components/RenameDialog.tsx'
import { useInvoke, useLink } from '../../../data/hooks.ts'
import { useExport, type Format } from '../../../data/use-export.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { ExportDialog } from '../export/ExportDialog.tsx'

const words = conversationStrings.thread

interface Props {
  id: string
  /** Empty where nobody gave it one. */
  name: string
}

export function ThreadMenu({ id, name }: Props) {
  const invoke = useInvoke()
  const stopped = useLink() === 'stopped'
  const [naming, setNaming] = useState(false)
  const [format, setFormat] = useState<Format>('markdown')
  const { state, begin, leave } = useExport(id)
  const start = (chosen: Format) => (): void => {
    setFormat(chosen)
    begin(chosen)
  }
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={words.menu} disabled={stopped} />}
        items={[
          { label: words.rename, icon: PenLine, onSelect: () => setNaming(true) },
          { label: words.markdown, icon: FileText, onSelect: start('markdown') },
          { label: words.json, icon: Braces, onSelect: start('json') },
        ]}
      />
      {naming && (
        <RenameDialog
          title={words.renameTitle}
          name={name}
          hint={words.renameHint}
          maxLength={80}
          onClose={() => setNaming(false)}
          onRename={(wanted) => invoke('conversation.name', { thread: id, name: wanted })}
        />
      )}
      <ExportDialog state={state} onAgain={() => begin(format)} onLeave={leave} />
    </>
  )
}
