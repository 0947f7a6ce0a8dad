/** The ledger about one file, message or client: who received it, how much, when, by which call. */
import { useState } from 'react'
import type { MethodParams, MethodResult } from '../../main/contract.ts'
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { useAction } from '../data/use-action.ts'
import { saveBlob } from '../save-blob.ts'
import { ledgerStrings as words } from '../strings/ledger.ts'
import type { Invoke } from '../transport.ts'
import { Button } from './Button.tsx'
import { Problem } from './Problem.tsx'
import { Skeleton } from './Skeleton.tsx'
import { Time } from './Time.tsx'

type Question = Pick<MethodParams<'ledger.seen'>, 'file' | 'message' | 'by'>
type Entry = MethodResult<'ledger.seen'>[number]

interface Props {
  question: Question
  /** Said when there is nothing. */
  none: string
}

const firstShown = 20
const mostShown = 500

export function SeenBy({ question, none }: Props) {
  const [limit, setLimit] = useState(firstShown)
  const { value, failure } = useLoaded('ledger.seen', { ...question, limit })
  const save = useAction()
  const invoke = useInvoke()
  if (failure) return <Problem problem={failure} />
  if (!value) return <Skeleton lines={3} />
  if (value.length === 0) return <p className="text-muted">{none}</p>
  return (
    <>
      <ul className="space-y-2">
        {value.map((entry) => (
          <li key={entry.number}>
            <Received entry={entry} about={question.by === undefined ? 'client' : 'thing'} />
          </li>
        ))}
      </ul>
      {value.length === limit && <p className="mt-2 text-sm text-muted">{words.newest(limit)}</p>}
      <div className="mt-2 flex flex-wrap gap-x-4">
        {value.length === limit && limit < mostShown && (
          <Button kind="quiet" onClick={() => setLimit(mostShown)}>
            {words.more}
          </Button>
        )}
        <Button
          kind="quiet"
          busy={save.busy}
          onClick={() => void save.run(() => saveCsv(invoke, question))}
        >
          {words.csv}
        </Button>
      </div>
      {save.failure && <Problem problem={save.failure} />}
    </>
  )
}

/** `about`: what is not known from where it stands. */
function Received({ entry, about }: { entry: Entry; about: 'client' | 'thing' }) {
  const { company, says, name, at, call, via, extent, perhaps, version } = entry
  return (
    <>
      <p className="wrap-anywhere">
        {about === 'client' ? (
          <>
            <span className="font-medium">{company ?? words.unproven(says)}</span> ·{' '}
            <bdi>{name}</bdi>
            {version !== null && ` · ${words.version(version)}`}
          </>
        ) : (
          <Thing entry={entry} />
        )}
        {': '}
        {words.extents[extent]}
        {perhaps && ` (${words.perhaps})`}
      </p>
      <p className="text-sm text-muted">
        <Time iso={at} /> · <code>{call}</code>
        {words.through[via]}
      </p>
    </>
  )
}

function Thing({ entry: { kind, id, version, title, size } }: { entry: Entry }) {
  if (kind === 'file' || kind === 'deleted-file') {
    return (
      <>
        <bdi className="font-medium">{id}</bdi> {version !== null && words.version(version)}
        {kind === 'deleted-file' && ` (${words.deleted})`}
      </>
    )
  }
  return (
    <>
      <span className="font-medium">{kind === 'message' ? words.message(id) : id}</span>{' '}
      <bdi className="text-muted">{size === null ? words.removed : title.replace(/[.:]$/, '')}</bdi>
    </>
  )
}

async function saveCsv(invoke: Invoke, question: Question): Promise<void> {
  const parts: string[] = []
  let after: number | null = 0
  while (after !== null) {
    const piece: MethodResult<'ledger.export'> = await invoke('ledger.export', {
      ...question,
      format: 'csv',
      after,
    })
    parts.push(piece.text)
    after = piece.next
  }
  saveBlob(new Blob(parts, { type: 'text/csv' }), words.file)
}
