/** What comes up by keyboard over any view: the palette, the list of shortcuts, a question. */
import { Suspense, lazy, useState } from 'react'
import type { Approval, Status } from '../../main/contract.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { useToast } from '../components/Toasts.tsx'
import { useInvoke } from '../data/hooks.ts'
import { goTo, hrefTo } from '../navigation.ts'
import { keepSingleKeys, singleKeysOn, type ShortcutAction } from '../shortcuts.ts'
import { paletteStrings as words } from '../strings/palette.ts'
import { commandsOf } from './palette/commands.ts'
import { ShortcutList } from './ShortcutList.tsx'
import { useDeeds } from './use-deeds.ts'
import { useShortcuts } from './use-shortcuts.ts'

const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }))

export type Overlay = 'palette' | 'shortcuts' | 'rotate'

interface Props {
  /** Undefined while the bridge is out of sight. */
  status: Status | undefined
  approvals: readonly Approval[]
  overlay: Overlay | undefined
  onOverlay: (overlay: Overlay | undefined) => void
}

export function Overlays({ status, approvals, overlay, onOverlay }: Props) {
  const [single, setSingle] = useState(singleKeysOn)
  const [used, setUsed] = useState(false)
  const invoke = useInvoke()
  const say = useToast()
  const deeds = useDeeds()
  const close = (): void => onOverlay(undefined)
  if (overlay === 'palette' && !used) setUsed(true)

  useShortcuts(single, (action: ShortcutAction) => {
    if (action === 'palette') onOverlay('palette')
    else if (action === 'list') onOverlay('shortcuts')
    else if (action === 'search') goTo(hrefTo('conversation', 'search'))
    else if (action === 'gate') deeds.review()
    else goTo(hrefTo(action.view))
  })

  const commands = commandsOf({
    status,
    approvals,
    deeds: {
      ...deeds,
      rotate: () => onOverlay('rotate'),
      shortcuts: () => onOverlay('shortcuts'),
    },
  })
  const rotate = async (): Promise<void> => {
    await invoke('keys.rotate', {})
    say(words.rotated)
  }
  return (
    <>
      {used && (
        <Suspense>
          <Palette open={overlay === 'palette'} onClose={close} commands={commands} />
        </Suspense>
      )}
      <ShortcutList
        open={overlay === 'shortcuts'}
        onClose={close}
        single={single}
        onSingle={(on) => {
          setSingle(on)
          keepSingleKeys(on)
        }}
      />
      <ConfirmDialog
        open={overlay === 'rotate'}
        onClose={close}
        title={words.rotateTitle}
        description={words.rotateMessage}
        confirm={words.rotateConfirm}
        danger={false}
        onConfirm={rotate}
      />
    </>
  )
}
