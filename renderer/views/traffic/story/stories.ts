/** Rows of one flow as a story: its steps in order, the times between, how it ended. */
import type { Row } from '../data/row.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { stepTitle } from './steps.ts'

export interface StoryStep {
  /** Of its first row. */
  seq: number
  title: string
  /** Rows that said the same one after the other, as a page that asks again while it waits. */
  rows: readonly Row[]
  outcome: Row['outcome']
  code: string | null
  at: number
  /** Since the step before had ended; null for the first. */
  afterMs: number | null
}

export interface Story {
  flow: string
  kind: 'sign-in' | 'link' | 'batch'
  client: string | null
  participant: string | null
  steps: readonly StoryStep[]
  state: 'done' | 'failed' | 'open' | 'linked' | 'closed'
  at: number
  tookMs: number
}

/** The stories that are kept, the newest first. */
export function storiesOf(rows: Pick<TrafficRows, 'each'>): Story[] {
  const flows = new Map<string, Row[]>()
  rows.each((row) => {
    if (row.flow === null) return
    const ofFlow = flows.get(row.flow)
    if (ofFlow) ofFlow.push(row)
    else flows.set(row.flow, [row])
  })
  return [...flows]
    .map(([flow, ofFlow]) => storyOf(flow, ofFlow))
    .filter(({ kind }) => kind !== 'batch')
    .toSorted((a, b) => b.at - a.at)
}

/** One story; undefined when nothing of it is kept. */
export function findStory(rows: Pick<TrafficRows, 'each'>, flow: string): Story | undefined {
  const ofFlow: Row[] = []
  rows.each((row) => {
    if (row.flow === flow) ofFlow.push(row)
  })
  return ofFlow.length > 0 ? storyOf(flow, ofFlow) : undefined
}

/** How long before a sign-in somebody unknown may have looked around to be its client. */
const LOOKING_AROUND_MS = 30_000

/**
 * What came by the same way just before, by somebody not yet known: most likely the same client, which
 * cannot be told for certain before it says who it is.
 */
export function requestsBefore(
  rows: Pick<TrafficRows, 'each'>,
  story: Story,
): readonly StoryStep[] {
  const first = story.steps[0]?.rows[0]
  const requests: Row[] = []
  rows.each((row) => {
    const near = row.at <= story.at && row.at > story.at - LOOKING_AROUND_MS
    const unknown = row.flow === null && row.client === null && row.via === first?.via
    if (near && unknown && row.seq < first.seq && stepTitle(row) !== undefined) requests.push(row)
  })
  return stepsOf(requests)
}

/** `rows`: at least one, oldest first. */
export function storyOf(flow: string, rows: readonly Row[]): Story {
  const steps = stepsOf(rows)
  const kind = kindOf(rows)
  const at = rows[0]?.at ?? 0
  const end = Math.max(...rows.map(endOf))
  return {
    flow,
    kind,
    client: rows.findLast(({ client }) => client !== null)?.client ?? null,
    participant: rows.findLast(({ participant }) => participant !== null)?.participant ?? null,
    steps,
    state: kind === 'link' ? linkState(rows) : stateOf(rows, steps),
    at,
    tookMs: end - at,
  }
}

function stepsOf(rows: readonly Row[]): StoryStep[] {
  const steps: { title: string; rows: Row[]; afterMs: number | null }[] = []
  let end: number | null = null
  for (const row of rows) {
    const title = stepTitle(row) ?? `${row.method} ${row.target}`.trim()
    const before = steps.at(-1)
    if (before?.title === title && before.rows.at(-1)?.outcome === row.outcome) {
      before.rows.push(row)
    } else {
      steps.push({ title, rows: [row], afterMs: end === null ? null : Math.max(0, row.at - end) })
    }
    end = Math.max(end ?? 0, endOf(row))
  }
  return steps.flatMap((step) => {
    const [first] = step.rows
    const last = step.rows.at(-1)
    if (!first || !last) return []
    return { ...step, seq: first.seq, at: first.at, outcome: last.outcome, code: last.code }
  })
}

const kindOf = (rows: readonly Row[]): Story['kind'] => {
  if (rows.some(({ kind }) => kind === 'link')) return 'link'
  return rows.some(({ kind }) => kind === 'oauth') ? 'sign-in' : 'batch'
}

const linkState = (rows: readonly Row[]): Story['state'] =>
  rows.some(({ kind, outcome }) => kind === 'link' && outcome === 'open') ? 'linked' : 'closed'

/** A sign-in has worked once there was a key; what is refused may be tried again. */
function stateOf(rows: readonly Row[], steps: readonly StoryStep[]): Story['state'] {
  const hasKey = rows.some(({ target, outcome }) => target === '/oauth2/token' && outcome === 'ok')
  if (hasKey) return 'done'
  const last = steps.at(-1)?.outcome
  return last === 'refused' || last === 'failed' ? 'failed' : 'open'
}

const endOf = ({ at, durationMs }: Row): number => at + (durationMs ?? 0)
