/** Two versions of a text side by side: which lines stayed, which went, which came. */
import { diffLines, diffWordsWithSpace, type ChangeObject } from 'diff'

/** A stretch of a line; `changed` where it differs from the line beside it. */
export interface Part {
  text: string
  changed: boolean
}

export interface Line {
  number: number
  parts: Part[]
}

export type DiffRow =
  | { kind: 'same'; left: Line; right: Line }
  | { kind: 'changed'; left: Line | undefined; right: Line | undefined }
  /** Lines that are the same in both and are left out. */
  | { kind: 'gap'; lines: number }

export interface DiffResult {
  rows: DiffRow[]
  added: number
  removed: number
}

/** Lines of context around a change. */
const CONTEXT = 3
/** After so long two texts count as too different to compare. */
const PATIENCE_MS = 1500
/** Longer lines are not compared word by word. */
const LONGEST_LINE = 500

/** Undefined when they are too different to be compared in good time. */
export function diffRows(before: string, after: string): DiffResult | undefined {
  const changes = diffLines(before, after, { timeout: PATIENCE_MS })
  if (!changes) return undefined
  const rows: DiffRow[] = []
  const at = { left: 1, right: 1 }
  for (let i = 0; i < changes.length; i += 1) {
    const change = changes[i]
    if (!change) continue
    const next = changes[i + 1]
    if (!change.added && !change.removed) {
      for (const text of linesOf(change)) rows.push({ kind: 'same', ...sameLine(text, at) })
    } else if (change.removed && next?.added) {
      rows.push(...pairs(linesOf(change), linesOf(next), at))
      i += 1
    } else {
      rows.push(
        ...pairs(change.removed ? linesOf(change) : [], change.added ? linesOf(change) : [], at),
      )
    }
  }
  const changed = rows.filter((row) => row.kind === 'changed')
  return {
    rows: withGaps(rows),
    added: changed.filter(({ right }) => right).length,
    removed: changed.filter(({ left }) => left).length,
  }
}

function linesOf({ value }: ChangeObject<string>): string[] {
  const lines = value.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.replace(/\r$/, ''))
}

interface Position {
  left: number
  right: number
}

function sameLine(text: string, at: Position): { left: Line; right: Line } {
  const parts = [{ text, changed: false }]
  return { left: { number: at.left++, parts }, right: { number: at.right++, parts } }
}

/** What went beside what came, line by line as far as both go. */
function pairs(went: string[], came: string[], at: Position): DiffRow[] {
  return Array.from({ length: Math.max(went.length, came.length) }, (_, i) => {
    const [left, right] = words(went[i], came[i])
    return {
      kind: 'changed' as const,
      left: left && { number: at.left++, parts: left },
      right: right && { number: at.right++, parts: right },
    }
  })
}

/** The parts of two lines that differ; of a line alone, all of it. */
function words(
  went: string | undefined,
  came: string | undefined,
): [Part[] | undefined, Part[] | undefined] {
  const whole = (text: string | undefined) =>
    text === undefined ? undefined : [{ text, changed: true }]
  const short = (text: string): boolean => text.length <= LONGEST_LINE
  if (went === undefined || came === undefined || !short(went) || !short(came)) {
    return [whole(went), whole(came)]
  }
  const changes = diffWordsWithSpace(went, came)
  const side = (other: 'added' | 'removed') =>
    changes
      .filter((change) => !change[other])
      .map(({ value, added, removed }) => ({ text: value, changed: added || removed }))
  return [side('added'), side('removed')]
}

/** Long runs of the same lines are told by their number. */
function withGaps(rows: readonly DiffRow[]): DiffRow[] {
  const near = new Set<number>()
  rows.forEach((row, i) => {
    if (row.kind !== 'changed') return
    for (let k = i - CONTEXT; k <= i + CONTEXT; k += 1) near.add(k)
  })
  const shown: DiffRow[] = []
  let left = 0
  const endGap = (): void => {
    if (left > 0) shown.push({ kind: 'gap', lines: left })
    left = 0
  }
  rows.forEach((row, i) => {
    if (!near.has(i)) {
      left += 1
      return
    }
    endGap()
    shown.push(row)
  })
  endGap()
  return shown
}
