/** What the palette and the shortcuts can do to the bridge; each says how it went. */
import { useToast } from '../components/Toasts.tsx'
import { failureFrom } from '../data/failure.ts'
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { goTo, hrefTo } from '../navigation.ts'
import { paletteStrings as words } from '../strings/palette.ts'
import { applyTheme } from '../theme.ts'
import type { PaletteActions } from './palette/commands.ts'

export function usePaletteActions(): Omit<
  PaletteActions,
  'rotate' | 'exportAll' | 'shortcuts' | 'held'
> {
  const invoke = useInvoke()
  const say = useToast()
  const { value: status } = useLoaded('status.get', {})
  const attempt = async (work: Promise<unknown>, done: string): Promise<void> => {
    try {
      await work
      say(done)
    } catch (thrown) {
      say(words.failed(failureFrom(thrown).message))
    }
  }
  return {
    copyAddress() {
      navigator.clipboard.writeText(status?.mcpUrl ?? '').then(
        () => say(words.addressCopied),
        () => say(words.addressNotCopied),
      )
    },
    move(position) {
      void attempt(invoke('bridge.move', { position }), words[position])
    },
    review,
    theme(theme) {
      applyTheme(theme)
      void attempt(invoke('settings.update', { patch: { panel: { theme } } }), words.themes[theme])
    },
  }
}

/** To the number of the request that waits longest: in this view, else on Home. */
function review(): void {
  const entry = document.querySelector<HTMLElement>('.number-entry')
  if (entry) entry.focus()
  else goTo(hrefTo('home'))
}
