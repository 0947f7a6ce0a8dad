/** A window over the page that wants to be dealt with: focus stays in it and goes back afterwards. */
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
import { strings } from '../strings.ts'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  /** One sentence under the title. */
  description?: ReactNode
  children?: ReactNode
  /** The buttons, the decisive one last. */
  actions?: ReactNode
  size?: 'narrow' | 'wide'
  /** What gets the focus first; the first field when left out, and the first control where there is none. */
  initialFocus?: RefObject<HTMLElement | null>
}

/** What is written or chosen in, other than what is ticked. */
const typedIn = 'input:not([type=checkbox], [type=radio], [type=file]), textarea, select'

export function Dialog(props: Props) {
  const { open, onClose, title, description, children, actions, size = 'narrow' } = props
  const popup = useRef<HTMLDivElement>(null)
  /** Not for a finger: the keyboard would cover what the dialog says. */
  const firstField = (by: string) =>
    (by !== 'touch' && popup.current?.querySelector<HTMLElement>(typedIn)) || true
  return (
    <Base.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={`dialog ${size === 'wide' ? 'max-w-4xl' : 'max-w-lg'}`}
          ref={popup}
          initialFocus={props.initialFocus ?? firstField}
        >
          <header className="flex items-start justify-between gap-6">
            <Base.Title className="font-serif text-2xl leading-snug wrap-anywhere">
              {title}
            </Base.Title>
            <Base.Close className="icon-button -mr-2" aria-label={strings.kit.close}>
              <X aria-hidden="true" size={18} />
            </Base.Close>
          </header>
          {description && (
            <Base.Description className="mt-2 text-muted wrap-anywhere">
              {description}
            </Base.Description>
          )}
          {children && <div className="mt-5 space-y-5">{children}</div>}
          {actions && <footer className="mt-7 flex flex-wrap justify-end gap-3">{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
