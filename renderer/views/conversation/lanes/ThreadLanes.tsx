/** In a thread: who may not write and has to answer, with a field for it; and the same for anybody else, folded. */
import { Disclosure } from '../../../components/Disclosure.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { laneStrings as words } from '../../../strings/lanes.ts'
import { PasteField } from './PasteField.tsx'

export function ThreadLanes({ thread }: { thread: string }) {
  const { value: lanes = [] } = useLoaded('lanes.list', { thread })
  const due = lanes.filter(({ mayWrite, due: message }) => !mayWrite && message !== null)
  const others = lanes.filter((lane) => !due.includes(lane))
  if (lanes.length === 0) return null
  return (
    <div className="max-h-[45vh] overflow-y-auto px-5 py-2">
      {due.map((lane) => (
        <section
          key={lane.participant}
          aria-label={words.mayNotWrite(lane.name)}
          className="needs-you"
        >
          <p className="mb-3 text-lg">{words.mayNotWrite(lane.name)}</p>
          <PasteField lane={lane} />
        </section>
      ))}
      {others.length > 0 && (
        <Disclosure label={words.others}>
          <div className="space-y-6">
            {others.map((lane) => (
              <PasteField key={lane.participant} lane={lane} />
            ))}
          </div>
        </Disclosure>
      )}
    </div>
  )
}
