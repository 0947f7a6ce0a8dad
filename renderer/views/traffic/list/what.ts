/** What a row says in a line: plain words first, the technical name beside them. */
import type { Row } from '../data/row.ts'
import { stepTitle } from '../story/steps.ts'

export interface What {
  /** In words; or a name to the letter. */
  title: string
  /** The title is a name to the letter. */
  exact: boolean
  detail: string
}

export function whatOf(row: Row): What {
  const { kind, method, target } = row
  if (kind === 'tunnel') return { title: target, exact: false, detail: '' }
  if (kind === 'mcp' && method === 'tools/call') return { title: target, exact: true, detail: '' }
  if (kind === 'mcp') return { title: method, exact: true, detail: target }
  const request = kind === 'link' ? '' : `${method} ${target}`
  const words = stepTitle(row)
  return words === undefined
    ? { title: request || target, exact: true, detail: '' }
    : { title: words, exact: false, detail: request }
}
