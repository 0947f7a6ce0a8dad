/** Nothing here yet: the picture, why, and the one thing to do about it. */
import type { ReactNode } from 'react'
import { Bridge } from './Bridge.tsx'

interface Props {
  title: string
  children?: ReactNode
  /** A button or a link. */
  action?: ReactNode
}

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="empty-state">
      <Bridge decorative raised={false} />
      <h2 className="mt-6 font-serif text-2xl text-balance">{title}</h2>
      {children && <div className="mt-2 max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
