/** The way out: the whole conversation as a file, with how far it is. */
import { Braces, Download, FileText } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Menu } from '../../../components/Menu.tsx'
import { useLink } from '../../../data/hooks.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { useExport, type Format } from '../../../data/use-export.ts'
import { ExportDialog } from './ExportDialog.tsx'

const words = conversationStrings.export

export function ExportMenu() {
  const { state, begin, leave } = useExport()
  const [format, setFormat] = useState<Format>('markdown')
  const stopped = useLink() === 'stopped'
  const start = (chosen: Format) => (): void => {
    setFormat(chosen)
    begin(chosen)
  }
  return (
    <>
      <Menu
        trigger={
          <Button disabled={stopped}>
            <Download aria-hidden="true" size={16} strokeWidth={1.75} />
            {words.label}
          </Button>
        }
        items={[
          { label: words.markdown, icon: FileText, onSelect: start('markdown') },
          { label: words.json, icon: Braces, onSelect: start('json') },
        ]}
      />
      <ExportDialog state={state} onAgain={() => begin(format)} onLeave={leave} />
    </>
  )
}
