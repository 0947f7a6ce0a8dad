/** Which rows the owner wants to see. */
import { clientKeyOf, type Row } from './row.ts'

export const kinds = [
  'oauth',
  'mcp',
  'event',
  'http',
  'link',
  'tunnel',
] as const satisfies Row['kind'][]
export const outcomes = ['open', 'ok', 'refused', 'failed'] as const satisfies Row['outcome'][]

export interface Filter {
  kind: Row['kind'] | 'all'
  outcome: Row['outcome'] | 'all' | 'not-ok'
  /** As `clientKeyOf` gives it; `unknown`: nobody was identified. */
  client: { key: string } | 'all' | 'unknown'
  /** Words that must all occur. */
  text: string
}

export const everything: Filter = { kind: 'all', outcome: 'all', client: 'all', text: '' }

export const isEverything = ({ kind, outcome, client, text }: Filter): boolean =>
  kind === 'all' && outcome === 'all' && client === 'all' && text.trim() === ''

/** Undefined where every row passes, so that nothing has to be asked of each. */
export function matcherOf(filter: Filter): ((row: Row) => boolean) | undefined {
  if (isEverything(filter)) return undefined
  const { kind, outcome, client } = filter
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return (row) =>
    (kind === 'all' || row.kind === kind) &&
    (outcome === 'all' || fits(row.outcome, outcome)) &&
    (client === 'all' || clientKeyOf(row) === (client === 'unknown' ? null : client.key)) &&
    (words.length === 0 || contains(row, words))
}

const fits = (outcome: Row['outcome'], wanted: Row['outcome'] | 'not-ok'): boolean =>
  wanted === 'not-ok' ? outcome === 'refused' || outcome === 'failed' : outcome === wanted

function contains(row: Row, words: readonly string[]): boolean {
  const { method, target, client, participant, status, code, flow, message } = row
  const letter = message && [message.to.join(' '), message.words].join(' ')
  const said = [method, target, client, participant, status, code, flow, letter]
    .join(' ')
    .toLowerCase()
  return words.every((word) => said.includes(word))
}
