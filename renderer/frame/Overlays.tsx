/** What comes up by keyboard over any view: the palette, the list of shortcuts, a question. */
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import type { ComponentProps, ComponentType } from 'react'
import type { Approval, Status } from '../../main/contract.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { useToast } from '../components/Toasts.tsx'
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { goTo, hrefTo } from '../navigation.ts'
import { keepSingleKeys, singleKeysOn, type ShortcutAction } from '../shortcuts.ts'
import { paletteStrings as words } from '../strings/palette.ts'
import { GateDialog } from '../views/home/gate/GateDialog.tsx'
import { commandsOf } from './palette/commands.ts'
import type { Palette as LoadedPalette } from './palette/Palette.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { usePaletteActions } from './use-palette-actions.ts'
import { useShortcuts } from './use-shortcuts.ts'

/**
 * Its code comes after the frame and before it is asked for: drawn closed from the start, it loses no
 * key that is typed after the one that opens it. Where the code does not come, the panel does without.
 */
const Palette = lazy<ComponentType<ComponentProps<typeof LoadedPalette>>>(() =>
  import('./palette/Palette.tsx').then(
    (loaded) => ({ default: loaded.Palette }),
    () => ({ default: () => null }),
  ),
)

const ExportNow = lazy(() =>
  import('./palette/ExportNow.tsx').then((loaded) => ({ default: loaded.ExportNow })),
)

export type Overlay = 'palette' | 'shortcuts' | 'rotate' | 'export' | 'held'

interface Props {
  /** Undefined while the bridge is out of sight. */
  status: Status | undefined
  approvals: readonly Approval[]
  overlay: Overlay | undefined
  onOverlay: (overlay: Overlay | undefined) => void
}

export function Overlays({ status, approvals, overlay, onOverlay }: Props) {
  const [single, setSingle] = useState(singleKeysOn)
  const invoke = useInvoke()
  const say = useToast()
  const asked = overlay === 'palette'
  const { value: talks = [] } = useLoaded('talks.list', asked ? { limit: 20 } : null)
  const { value: clients = [] } = useLoaded('clients.list', asked ? {} : null)
  const { value: files = [] } = useLoaded('files.list', asked ? {} : null)
  const actions = usePaletteActions()
  const close = (): void => onOverlay(undefined)
  useClosedByHash(overlay === 'palette', close)

  useShortcuts(single, (action: ShortcutAction) => {
    if (action === 'palette') onOverlay('palette')
    else if (action === 'list') onOverlay('shortcuts')
    else if (action === 'held') onOverlay('held')
    else if (action === 'search') goTo(hrefTo('conversation', 'search'))
    else if (action === 'begin') goTo(hrefTo('talks', 'new'))
    else if (action === 'gate') actions.review()
    else goTo(hrefTo(action.view))
  })

  const commands = commandsOf({
    status,
    approvals,
    talks: talks.filter(({ state }) => state !== 'ended'),
    clients,
    files,
    actions: {
      ...actions,
      rotate: () => onOverlay('rotate'),
      exportAll: () => onOverlay('export'),
      shortcuts: () => onOverlay('shortcuts'),
      held: () => onOverlay('held'),
    },
  })
  const rotate = async (): Promise<void> => {
    await invoke('keys.rotate', {})
    say(words.rotated)
  }
  return (
    <>
      <Suspense>
        <Palette open={overlay === 'palette'} onClose={close} commands={commands} />
      </Suspense>
      {overlay === 'export' && (
        <Suspense>
          <ExportNow onClose={close} />
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
      <GateDialog open={overlay === 'held'} onClose={close} />
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

/** What it was opened over is not there any more. */
function useClosedByHash(open: boolean, close: () => void): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    if (!open) return undefined
    const changed = (): void => latest.current()
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [open])
}
