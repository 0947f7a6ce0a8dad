/** The one button of the panel, in three weights. */
import type { ComponentProps } from 'react'

interface Props extends ComponentProps<'button'> {
  kind?: 'solid' | 'outline' | 'quiet'
}

export function Button({ kind = 'outline', className = '', ...rest }: Props) {
  return <button type="button" className={`button button-${kind} ${className}`} {...rest} />
}
