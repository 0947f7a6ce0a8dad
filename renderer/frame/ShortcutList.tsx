/** Every shortcut there is, from the table that makes them work; and the switch for single keys. */
import { Dialog } from '../components/Dialog.tsx'
import { Switch } from '../components/Switch.tsx'
import { shortcuts } from '../shortcuts.ts'
import { shortcutStrings as words } from '../strings/palette.ts'

interface Props {
  open: boolean
  onClose: () => void
  single: boolean
  onSingle: (on: boolean) => void
}

export function ShortcutList({ open, onClose, single, onSingle }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-8 gap-y-2">
        {shortcuts.map(({ keys, label }) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="text-right">
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <Switch label={words.single} hint={words.singleHint} checked={single} onChange={onSingle} />
    </Dialog>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key, i) => (
    <span key={key}>
      {i > 0 && <span className="text-sm text-muted"> {words.andThen} </span>}
      <kbd className="key">{shownKey(key)}</kbd>
    </span>
  ))
}

function shownKey(key: string): string {
  const mac = /mac|iphone|ipad/i.test(navigator.userAgent)
  return key
    .replace('mod+', mac ? '⌘ ' : 'Ctrl + ')
    .replace(/[a-z]$/, (letter) => letter.toUpperCase())
}
