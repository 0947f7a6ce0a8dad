/** What both kinds of message lists have in common: the same face, the same distances. */
import type { ReactNode, Ref } from 'react'
import type { ListItem } from './list-items.ts'

export interface ScrollHandle {
  toEnd: () => void
}

export interface ScrollingProps {
  ref: Ref<ScrollHandle>
  items: readonly ListItem[]
  /** Scrolled to and kept in the middle when it comes into the list; again when it changes. */
  target: string | undefined
  label: string
  /** Above the first item, always of the same height. */
  top: ReactNode
  draw: (item: ListItem) => ReactNode
  onAtEnd: (atEnd: boolean) => void
  onNearTop: () => void
}

/** As near to the end as counts as being there, in pixels. */
export const NEAR_END = 40
/** So far from the top earlier messages are fetched. */
export const NEAR_TOP = 600

export const distanceFromEnd = ({ scrollHeight, scrollTop, clientHeight }: Element): number =>
  scrollHeight - scrollTop - clientHeight
