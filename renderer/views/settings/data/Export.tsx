/** The whole conversation as one file, fetched piece by piece. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { saveBlob } from '../../conversation/files/download.ts'
import { Deed } from './Deed.tsx'

const words = settingsStrings.data.export
const types = { markdown: 'text/markdown', json: 'application/json' } as const

export function Export() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [saved, setSaved] = useState<string>()
  const make = (format: 'markdown' | 'json'): Promise<boolean> =>
    run(async () => {
      const { id, fileName } = await invoke('export.start', { format })
      const pieces: string[] = []
      for (;;) {
        const { text } = await invoke('export.next', { id })
        if (text === null) break
        pieces.push(text)
      }
      saveBlob(new Blob(pieces, { type: types[format] }), fileName)
      setSaved(fileName)
    })
  return (
    <Deed
      title={words.title}
      hint={words.hint}
      failure={failure}
      done={saved !== undefined && words.done(saved)}
    >
      <div className="flex flex-wrap gap-3">
        {(['markdown', 'json'] as const).map((format) => (
          <Button key={format} disabled={busy} onClick={() => void make(format)}>
            {words[format]}
          </Button>
        ))}
      </div>
    </Deed>
  )
}
