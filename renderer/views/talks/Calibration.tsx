/** How sure each model said it was, against how often the owner found it right. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { Letter } from '../../components/Letter.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import { talkStrings } from '../../strings/talks.ts'
import type { MethodResult } from '../../../main/contract.ts'
import { BackToTalks } from './BackToTalks.tsx'

const words = talkStrings.calibration
type Record = MethodResult<'talks.calibration'>[number]

/** Fewer say nothing about a model. */
const ENOUGH = 10

export function Calibration() {
  const loaded = useLoaded('talks.calibration', {})
  const records = (loaded.value ?? []).filter(({ buckets }) => countOf(buckets) > 0)
  return (
    <ViewFrame
      title={words.title}
      lead={words.lead}
      needs={[loaded]}
      actions={<BackToTalks />}
      {...(records.length === 0 && {
        empty: <EmptyState title={words.none}>{words.noneDetail}</EmptyState>,
      })}
    >
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        {records.map((record) => (
          <OneRecord key={record.participant} record={record} />
        ))}
      </div>
    </ViewFrame>
  )
}

function OneRecord({ record: { participant, name, buckets } }: { record: Record }) {
  const count = countOf(buckets)
  return (
    <section aria-label={name}>
      <h2 className="mb-1 flex items-center gap-3 font-serif text-2xl">
        <Letter id={participant} />
        {name}
      </h2>
      <p className="mb-4 text-sm text-muted">
        {count < ENOUGH ? words.few(count) : words.enough(count)}
      </p>
      <table className="calibration">
        <thead>
          <tr>
            <th scope="col">{words.sure}</th>
            <th scope="col">{words.right}</th>
          </tr>
        </thead>
        <tbody>
          {buckets
            .filter((bucket) => bucket.count > 0)
            .map((bucket) => (
              <Row key={bucket.from} bucket={bucket} />
            ))}
        </tbody>
      </table>
    </section>
  )
}

/** The bar is what was right; the frame on it is what was said. */
function Row({ bucket: { from, to, count, right } }: { bucket: Record['buckets'][number] }) {
  return (
    <tr>
      <th scope="row">{words.range(from, to)}</th>
      <td>
        <span className="flex items-center gap-4">
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="claimed" x={from} width={Math.max(1, to - from)} height={8} />
            <rect className="found" y={2} width={(100 * right) / count} height={4} />
          </svg>
          <span className="w-20 shrink-0 text-sm tabular-nums">{words.of(right, count)}</span>
        </span>
      </td>
    </tr>
  )
}

const countOf = (buckets: Record['buckets']): number =>
  buckets.reduce((sum, { count }) => sum + count, 0)
