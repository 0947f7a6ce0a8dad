/** All talks, those under way first, and a search in what they were about and what was said in them. */
import { useEffect, useRef, useState } from 'react'
import { Search } from 'lucide-react'
import { ButtonLink } from '../../../components/Button.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ViewFrame } from '../../../components/ViewFrame.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { goTo } from '../../../navigation.ts'
import { talkStrings } from '../../../strings/talks.ts'
import { toCalibration, toNewTalk, toTalkSearch } from '../place.ts'
import type { TalkSummary } from '../shapes.ts'
import { TalkRow } from './TalkRow.tsx'

const words = talkStrings.list
const MOST = 200
const PAUSE_MS = 200

export function TalkList({ query }: { query: string }) {
  const loaded = useLoaded('talks.list', { limit: MOST, ...(query && { query }) })
  const talks = loaded.value ?? []
  const nothing = talks.length === 0 && query === ''
  return (
    <ViewFrame
      title={talkStrings.title}
      lead={talkStrings.lead}
      needs={[loaded]}
      actions={
        !nothing && (
          <ButtonLink kind="solid" href={toNewTalk()}>
            {talkStrings.begin.title}
          </ButtonLink>
        )
      }
      {...(nothing && {
        empty: (
          <EmptyState
            title={words.none}
            action={
              <ButtonLink kind="solid" href={toNewTalk()}>
                {talkStrings.begin.title}
              </ButtonLink>
            }
          >
            {words.noneDetail}
          </EmptyState>
        ),
      })}
    >
      <div className="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <TalkSearch query={query} />
        <a className="link" href={toCalibration()}>
          {words.calibration}
        </a>
      </div>
      {talks.length === 0 && <p className="text-muted">{words.nothing(query)}</p>}
      <Group title={words.running} of={talks.filter(({ state }) => state !== 'ended')} />
      <Group title={words.ended} of={talks.filter(({ state }) => state === 'ended')} />
    </ViewFrame>
  )
}

function Group({ title, of }: { title: string; of: readonly TalkSummary[] }) {
  if (of.length === 0) return null
  return (
    <section aria-label={title} className="mb-10">
      <h2 className="mb-2 font-serif text-2xl">{title}</h2>
      <ul className="-mx-3">
        {of.map((talk) => (
          <li key={talk.id}>
            <TalkRow talk={talk} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Its words are in the address, so that coming back from a talk finds them again. */
function TalkSearch({ query }: { query: string }) {
  const [text, setText] = useState(query)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <form
      role="search"
      className="relative max-sm:w-full"
      onSubmit={(event) => event.preventDefault()}
    >
      <Search
        aria-hidden="true"
        size={16}
        className="pointer-events-none absolute inset-y-0 left-3 my-auto text-muted"
      />
      <input
        type="search"
        className="input w-full pl-9 sm:w-72"
        aria-label={words.search}
        placeholder={words.search}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target: { value } }) => {
          setText(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(
            () => goTo(toTalkSearch(value.trim()), { replace: true }),
            PAUSE_MS,
          )
        }}
      />
    </form>
  )
}
