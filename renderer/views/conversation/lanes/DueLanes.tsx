/** Above the threads: who may not write and has to answer where. */
import { useLoaded } from '../../../data/hooks.ts'
import { laneStrings as words } from '../../../strings/lanes.ts'
import { DueList } from './DueList.tsx'

export function DueLanes() {
  const { value: lanes = [] } = useLoaded('lanes.list', {})
  if (lanes.length === 0) return null
  return (
    <section aria-label={words.title} className="px-5 py-3 text-sm">
      <h3 className="font-medium">{words.title}</h3>
      <DueList lanes={lanes} />
    </section>
  )
}
