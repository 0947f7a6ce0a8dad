/** The one button of the panel, in four weights; `busy` says that its work is under way. */
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `danger` is for what takes something away. */
  kind?: 'solid' | 'outline' | 'quiet' | 'danger'
  busy?: boolean
}

export function Button({
  kind = 'outline',
  busy = false,
  className = '',
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${kind} ${className}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden="true" className="spinner" size={16} />}
      {children}
    </button>
  )
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({
  kind = 'outline',
  className = '',
  ...rest
}: ComponentProps<'a'> & Pick<ButtonProps, 'kind'>) {
  return <a className={`button button-${kind} ${className}`} {...rest} />
}
