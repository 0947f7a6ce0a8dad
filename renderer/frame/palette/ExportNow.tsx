/** An export that the palette asked for: it begins as soon as it is here. */
import { useEffect, useEffectEvent } from 'react'
import { useExport } from '../../data/use-export.ts'
import { ExportDialog } from '../../views/conversation/export/ExportDialog.tsx'

export function ExportNow({ onClose }: { onClose: () => void }) {
  const { state, begin, leave } = useExport()
  const start = useEffectEvent(() => begin('markdown'))
  useEffect(() => start(), [])
  return (
    <ExportDialog
      state={state}
      onAgain={() => begin('markdown')}
      onLeave={() => {
        leave()
        onClose()
      }}
    />
  )
}
