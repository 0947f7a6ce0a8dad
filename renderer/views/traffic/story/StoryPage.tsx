/** One sign-in or link from its first step to its last: what happened, when, and where it ended. */
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { hrefTo } from '../../../navigation.ts'
import { storyStrings as words } from '../../../strings/traffic.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'
import { durationOf, momentOf } from '../durations.ts'
import { Gone } from '../Gone.tsx'
import { StepList } from './StepList.tsx'
import { findStory, requestsBefore, type Story } from './stories.ts'
import { markOf, useTitles } from './titles.ts'

const EVERY_MS = 250

export function StoryPage({ rows, flow }: { rows: TrafficRows; flow: string }) {
  useVersion(rows, EVERY_MS)
  const titleOf = useTitles()
  const story = findStory(rows, flow)
  if (!story) return <Gone {...words.gone} />
  const before = story.kind === 'sign-in' ? requestsBefore(rows, story) : []
  return (
    <article className="space-y-8">
      <header>
        <h2 className="font-serif text-2xl leading-snug wrap-anywhere">{titleOf(story)}</h2>
        <p className="mt-1 text-muted tabular-nums">{momentOf(story.at)}</p>
        <div className="mt-4 flex gap-3">
          <span className="mt-0.5">
            <StatusMark state={markOf(story)} />
          </span>
          <p className="max-w-prose wrap-anywhere">
            <Ending story={story} />
          </p>
        </div>
      </header>
      {before.length > 0 && (
        <section>
          <h3 className="mb-3 text-muted">{words.before}</h3>
          <StepList steps={before} />
        </section>
      )}
      <StepList steps={story.steps} />
    </article>
  )
}

/** How it ended, and where it stopped. */
function Ending({ story }: { story: Story }) {
  const { state, steps, tookMs } = story
  const last = steps.at(-1)
  const lastRow = last?.rows.at(-1)
  if (state === 'done') {
    const key = steps.find(({ rows }) =>
      rows.some(({ target, outcome }) => target === '/oauth2/token' && outcome === 'ok'),
    )
    const took = key?.rows.at(-1)
    const ms = took ? took.at + (took.durationMs ?? 0) - story.at : tookMs
    return `${words.state.done} ${words.took(durationOf(ms))}`
  }
  if (!last || !lastRow || story.kind === 'link') return words.state[state]
  if (state === 'failed') {
    return (
      <>
        {words.state.failed} {words.stoppedAt(last.title)}{' '}
        {lastRow.code !== null && <code>{lastRow.code}</code>}{' '}
        <a className="link" href={hrefTo('traffic', String(lastRow.seq))}>
          {words.whyThere}
        </a>
      </>
    )
  }
  return (
    <>
      {words.state.open} {words.lastStep(last.title)}{' '}
      <Time iso={new Date(lastRow.at).toISOString()} />
    </>
  )
}
