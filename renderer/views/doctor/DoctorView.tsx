/** Why a connection does not work, found out in five ways; each has an address of its own. */
import type { ReactNode } from 'react'
import { Tabs } from '../../components/Tabs.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import type { ViewProps } from '../../frame/view-props.ts'
import { goTo, hrefTo } from '../../navigation.ts'
import { doctorStrings as words } from '../../strings/doctor.ts'
import { Computer } from './Computer.tsx'
import { Connections } from './connections/Connections.tsx'
import { Explain } from './explain/Explain.tsx'
import { partNames, partOf, type PartName } from './parts.ts'
import { Rehearsals } from './rehearsal/Rehearsals.tsx'
import { Report } from './Report.tsx'

export function DoctorView({ path }: ViewProps) {
  const part = partOf(path)
  return (
    <ViewFrame title={words.title} lead={words.lead}>
      <Tabs
        label={words.parts}
        value={part}
        onChange={(name) => goTo(hrefTo('doctor', name))}
        tabs={partNames.map((name) => ({
          value: name,
          label: words.part[name],
          content: contentOf(name, path[1]),
        }))}
      />
    </ViewFrame>
  )
}

/** `rest` is what follows the part in the address. */
function contentOf(name: PartName, rest: string | undefined): ReactNode {
  if (name === 'connections') return <Connections chosen={rest} />
  if (name === 'rehearsal') return <Rehearsals />
  if (name === 'explain') return <Explain />
  return name === 'computer' ? <Computer /> : <Report />
}
