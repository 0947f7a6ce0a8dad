/** The technical truth, one click away. */
import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  label: ReactNode
  children: ReactNode
  open?: boolean
}

export function Disclosure({ label, children, open = false }: Props) {
  return (
    <Collapsible.Root defaultOpen={open}>
      <Collapsible.Trigger className="disclosure">
        <ChevronRight aria-hidden="true" size={16} className="disclosure-mark" />
        {label}
      </Collapsible.Trigger>
      <Collapsible.Panel className="mt-3 pl-6">{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
