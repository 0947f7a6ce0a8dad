/** Who may not write and has to answer where, each a link to the thread in which the answer is pasted. */
import type { MethodResult } from '../../../../main/contract.ts'
import { laneStrings as words } from '../../../strings/lanes.ts'
import { toThread } from '../place.ts'

const MOST = 5

export function DueList({ lanes }: { lanes: MethodResult<'lanes.list'> }) {
  const more = lanes.length - MOST
  return (
    <>
      <ul>
        {lanes.slice(0, MOST).map(({ participant, name, thread, title }) => (
          <li key={`${participant} ${thread}`}>
            <a className="link wrap-anywhere" href={toThread(thread)} dir="auto">
              {words.due(name, title)}
            </a>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">{words.more(more)}</p>}
    </>
  )
}
