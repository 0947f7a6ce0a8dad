/** What Home is for once two are connected: the talks under way, and the next question. */
import type { Client, Status } from '../../../main/contract.ts'
import { useLoaded } from '../../data/hooks.ts'
import { talkStrings as words } from '../../strings/talks.ts'
import { presentIn } from '../setup/test/travellers.ts'
import { BeginTalk } from '../talks/begin/BeginTalk.tsx'
import { TalkRow } from '../talks/list/TalkRow.tsx'
import { toTalks } from '../talks/place.ts'

const SHOWN = 3

interface Props {
  status: Status | undefined
  clients: readonly Client[] | undefined
}

export function Talks({ status, clients }: Props) {
  const { value: talks = [] } = useLoaded('talks.list', { limit: 20 })
  const running = talks.filter(({ state }) => state !== 'ended')
  if (!status || !clients || presentIn(status, clients).length < 2) return null
  return (
    <div className="begin-talk space-y-10">
      {running.length > 0 && (
        <section aria-label={words.list.running}>
          <header className="mb-1 flex items-baseline justify-between gap-4">
            <h2 className="font-serif text-2xl">{words.list.running}</h2>
            <a className="link text-sm" href={toTalks()}>
              {words.all}
            </a>
          </header>
          <ul className="-mx-3">
            {running.slice(0, SHOWN).map((talk) => (
              <li key={talk.id}>
                <TalkRow talk={talk} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={words.begin.title}>
        <h2 className="mb-4 font-serif text-2xl">{words.begin.heading}</h2>
        <BeginTalk />
      </section>
    </div>
  )
}
