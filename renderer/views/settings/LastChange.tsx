/** The last change, for as long as the view is open, with the way to take it back. */
import { X } from 'lucide-react'
import { Button } from '../../components/Button.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useAction } from '../../data/use-action.ts'
import { strings } from '../../strings.ts'
import { settingsStrings as words } from '../../strings/settings.ts'

interface Props {
  last: { label: string; undone: boolean }
  onUndo: () => Promise<void>
  onClose: () => void
}

export function LastChange({ last, onUndo, onClose }: Props) {
  const { busy, failure, run } = useAction()
  return (
    <div className="saved-note">
      <p role="status" className="min-w-0 wrap-anywhere">
        {last.undone ? words.undone(last.label) : words.saved(last.label)}
      </p>
      {failure && <Problem problem={failure} />}
      {!last.undone && (
        <Button kind="quiet" busy={busy} onClick={() => void run(onUndo)}>
          {words.undo}
        </Button>
      )}
      <IconButton icon={X} label={strings.kit.close} onClick={onClose} />
    </div>
  )
}
