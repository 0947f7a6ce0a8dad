/** What was found, each leading to where it stands. */
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { Time } from '../../../components/Time.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFile, toLog, toMessage } from '../place.ts'
import { snippetParts } from '../../../snippet.ts'

const words = conversationStrings.search
/** The bridge gives no more. */
const MOST = 50

type Result = MethodResult<'conversation.search'>[number]

interface Props {
  query: string
  participants: Participants
}

export function SearchResults({ query, participants }: Props) {
  const wanted = query.trim()
  const params = wanted === '' ? null : { query: wanted, limit: MOST }
  const { value: results, failure, reload } = useLoaded('conversation.search', params)
  if (wanted === '') return <EmptyState title={words.begin}>{words.beginDetail}</EmptyState>
  if (failure) {
    return (
      <Problem problem={failure}>
        <Button onClick={reload}>{strings.kit.tryAgain}</Button>
      </Problem>
    )
  }
  if (!results) return <Skeleton lines={6} />
  const count = words.found(results.length, wanted)
  return (
    <>
      <LiveRegion>{count}</LiveRegion>
      {results.length === 0 ? (
        <EmptyState title={words.none(wanted)}>{words.noneDetail}</EmptyState>
      ) : (
        <section aria-label={words.results} className="pane-scroll max-w-4xl">
          <p className="pb-2 text-sm text-muted">
            {count}
            {results.length >= MOST && ` ${words.more}`}
          </p>
          <ol>
            {results.map((result) => (
              <li key={result.id}>
                <Found result={result} participants={participants} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function Found({ result, participants }: { result: Result; participants: Participants }) {
  const { kind, title, snippet, by, at } = result
  return (
    <a className="row-link grid-cols-[auto_minmax(0,1fr)]" href={hrefOf(result)}>
      <Letter id={by} />
      <span className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium wrap-anywhere">
            {kind === 'file' ? <bdi>{title}</bdi> : nameOf(by, participants)}
          </span>
          <span className="text-sm text-muted">
            {words.kinds[kind](nameOf(by, participants))} <Time iso={at} />
          </span>
        </span>
        <span className="block max-w-prose wrap-anywhere" dir="auto">
          {snippetParts(snippet).map((part, i) =>
            part.hit ? <mark key={i}>{part.text}</mark> : <span key={i}>{part.text}</span>,
          )}
        </span>
      </span>
    </a>
  )
}

/** Ids say what they are of: `message:m12`, `file:plan.md`, `log:9`. */
function hrefOf({ id, kind, title }: Result): string {
  if (kind === 'file') return toFile(title)
  const bare = id.slice(id.indexOf(':') + 1)
  return kind === 'log' ? toLog(Number(bare)) : toMessage(bare)
}
