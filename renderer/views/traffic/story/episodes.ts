/** Everything of one client as a few episodes: its sign-ins, and its calls in runs. */
import { clientKeyOf, type Row } from '../data/row.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { storyOf, type Story } from './stories.ts'

/** Calls without a longer rest between them. */
export interface Run {
  seq: number
  at: number
  tookMs: number
  /** How often each thing was done, the most frequent first. */
  what: readonly { name: string; times: number }[]
  calls: number
  /** The newest of the rows that went wrong, up to three. */
  wrong: readonly Row[]
  wrongs: number
}

export type Episode = { kind: 'story'; story: Story } | { kind: 'run'; run: Run }

const REST_MS = 60_000
const WRONG_SHOWN = 3

/** The newest first. */
export function episodesOf(rows: Pick<TrafficRows, 'each'>, key: string): Episode[] {
  const flows = new Map<string, Row[]>()
  const loose: Row[] = []
  rows.each((row) => {
    if (clientKeyOf(row) !== key && (row.flow === null || !flows.has(row.flow))) return
    const ofFlow = row.flow === null ? loose : flows.get(row.flow)
    if (ofFlow) ofFlow.push(row)
    else if (row.flow !== null) flows.set(row.flow, [row])
  })
  const episodes: Episode[] = [
    ...[...flows].map(([flow, ofFlow]) => ({
      kind: 'story' as const,
      story: storyOf(flow, ofFlow),
    })),
    ...runsOf(loose).map((run) => ({ kind: 'run' as const, run })),
  ]
  return episodes.toSorted((a, b) => startOf(b) - startOf(a))
}

export const startOf = (episode: Episode): number =>
  episode.kind === 'story' ? episode.story.at : episode.run.at

function runsOf(rows: readonly Row[]): Run[] {
  const groups: Row[][] = []
  for (const row of rows) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && row.at - before.at - (before.durationMs ?? 0) < REST_MS) group.push(row)
    else groups.push([row])
  }
  return groups.flatMap((group) => {
    const [first] = group
    const last = group.at(-1)
    if (!first || !last) return []
    const wrong = group.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed')
    return {
      seq: last.seq,
      at: first.at,
      tookMs: last.at + (last.durationMs ?? 0) - first.at,
      what: countedNames(group),
      calls: group.length,
      wrong: wrong.slice(-WRONG_SHOWN),
      wrongs: wrong.length,
    }
  })
}

function countedNames(rows: readonly Row[]): Run['what'] {
  const times = new Map<string, number>()
  for (const { kind, method, target } of rows) {
    const name = kind === 'mcp' && method === 'tools/call' ? target : `${method} ${target}`.trim()
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  return [...times].map(([name, n]) => ({ name, times: n })).toSorted((a, b) => b.times - a.times)
}
