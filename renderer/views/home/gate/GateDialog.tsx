/** The queue at the gate over any view: one key from everywhere, and back to where one was. */
import { useRef } from 'react'
import { Dialog } from '../../../components/Dialog.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { gateStrings as words } from '../../../strings/gate.ts'
import { HeldQueue } from './HeldQueue.tsx'

interface Props {
  open: boolean
  onClose: () => void
}

export function GateDialog({ open, onClose }: Props) {
  const { value: items = [] } = useLoaded('held.list', open ? {} : null)
  const list = useRef<HTMLUListElement>(null)
  const title = items.length === 0 ? words.nothing : words.title(items.length)
  return (
    <Dialog open={open} onClose={onClose} title={title} size="wide" initialFocus={list}>
      {items.length === 0 ? (
        <p className="text-muted">{words.nothingDetail}</p>
      ) : (
        <HeldQueue items={items} entry={list} />
      )}
    </Dialog>
  )
}
