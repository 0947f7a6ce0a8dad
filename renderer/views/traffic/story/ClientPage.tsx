/** Everything of one client, the newest first: its sign-ins as stories, its calls in runs. */
import { Letter } from '../../../components/Letter.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { hrefTo } from '../../../navigation.ts'
import { storyStrings as words } from '../../../strings/traffic.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'
import { clockOf, durationOf, momentOf } from '../durations.ts'
import { Gone } from '../Gone.tsx'
import { whatOf } from '../list/what.ts'
import { episodesOf, startOf, type Run } from './episodes.ts'
import type { Story } from './stories.ts'
import { markOf, useTitles } from './titles.ts'

const EVERY_MS = 1_000
const SHOWN = 100
const NAMES = 6

export function ClientPage({ rows, clientKey }: { rows: TrafficRows; clientKey: string }) {
  useVersion(rows, EVERY_MS)
  const client = rows.clients().find(({ key }) => key === clientKey)
  const episodes = episodesOf(rows, clientKey).slice(0, SHOWN)
  if (!client || episodes.length === 0) return <Gone {...words.gone} />
  return (
    <article className="space-y-6">
      <h2 className="flex items-center gap-3 font-serif text-2xl leading-snug wrap-anywhere">
        {client.participant !== null && <Letter id={client.participant} />}
        <span className="min-w-0">{words.clientTitle(client.name)}</span>
      </h2>
      <ol className="space-y-6">
        {episodes.map((episode) => (
          <li key={`${episode.kind} ${startOf(episode)}`}>
            <p className="text-sm text-muted tabular-nums" title={momentOf(startOf(episode))}>
              {clockOf(startOf(episode))}
            </p>
            {episode.kind === 'story' ? (
              <StoryCard story={episode.story} />
            ) : (
              <Calls run={episode.run} />
            )}
          </li>
        ))}
      </ol>
    </article>
  )
}

function StoryCard({ story }: { story: Story }) {
  const titleOf = useTitles()
  return (
    <p className="flex gap-2 leading-snug">
      <StatusMark state={markOf(story)} />
      <span className="min-w-0">
        <a className="link wrap-anywhere" href={hrefTo('traffic', 'story', story.flow)}>
          {titleOf(story)}
        </a>{' '}
        <span className="text-muted">{words.state[story.state]}</span>
      </span>
    </p>
  )
}

function Calls({ run }: { run: Run }) {
  const { calls, tookMs, what, wrong, wrongs } = run
  return (
    <div>
      <p className="leading-snug">
        {words.calls(calls)}
        {calls > 1 && ` ${words.within(durationOf(tookMs))}`}
        {wrongs > 0 && <span className="text-danger"> · {words.wentWrong(wrongs)}</span>}
      </p>
      <p className="text-sm wrap-anywhere text-muted">
        {what.slice(0, NAMES).map(({ name, times }, i) => (
          <span key={name}>
            {i > 0 && ', '}
            <code>{name}</code>
            {times > 1 && ` × ${times}`}
          </span>
        ))}
        {what.length > NAMES && ' …'}
      </p>
      {wrong.map((row) => (
        <p key={row.seq} className="text-sm wrap-anywhere">
          <a className="link" href={hrefTo('traffic', String(row.seq))}>
            {clockOf(row.at)} {whatOf(row).title}
          </a>{' '}
          {row.code}
        </p>
      ))}
    </div>
  )
}
