/** What is shown before a row is chosen: every sign-in and link as a story, and every client. */
import { Letter } from '../../../components/Letter.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { hrefTo } from '../../../navigation.ts'
import { storyStrings as words } from '../../../strings/traffic.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'
import { storiesOf } from './stories.ts'
import { markOf, useTitles } from './titles.ts'

/** Looking for stories reads every row. */
const EVERY_MS = 1_000
const SHOWN = 30

export function Overview({ rows }: { rows: TrafficRows }) {
  useVersion(rows, EVERY_MS)
  const stories = storiesOf(rows).slice(0, SHOWN)
  const clients = rows.clients()
  const titleOf = useTitles()
  return (
    <div className="space-y-10">
      <header>
        <h2 className="font-serif text-2xl">{words.overviewTitle}</h2>
        <p className="mt-1 max-w-prose text-muted">{words.overviewLead}</p>
      </header>
      <section aria-label={words.signIns}>
        <h3 className="mb-3 text-muted">{words.signIns}</h3>
        {stories.length === 0 && <p>{words.none}</p>}
        <ul className="space-y-4">
          {stories.map((story) => (
            <li key={story.flow} className="flex gap-3">
              <span className="mt-1">
                <StatusMark state={markOf(story)} />
              </span>
              <p className="min-w-0 leading-snug">
                <a className="link wrap-anywhere" href={hrefTo('traffic', 'story', story.flow)}>
                  {titleOf(story)}
                </a>
                <br />
                <span className="text-sm text-muted">
                  {words.state[story.state]} <Time iso={new Date(story.at).toISOString()} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      </section>
      {clients.length > 0 && (
        <section aria-label={words.clients}>
          <h3 className="mb-3 text-muted">{words.clients}</h3>
          <ul className="space-y-2">
            {clients.map(({ key, name, participant }) => (
              <li key={key} className="flex items-center gap-3">
                {participant !== null && <Letter id={participant} small />}
                <a className="link min-w-0 wrap-anywhere" href={hrefTo('traffic', 'client', key)}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
