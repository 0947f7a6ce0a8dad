/** A word or a count beside something; `accent` only for what needs the owner, `lamp` for whose turn it is. */
import type { ReactNode } from 'react'

interface Props {
  kind?: 'plain' | 'accent' | 'lamp'
  children: ReactNode
}

export function Badge({ kind = 'plain', children }: Props) {
  return <span className={`badge badge-${kind}`}>{children}</span>
}
