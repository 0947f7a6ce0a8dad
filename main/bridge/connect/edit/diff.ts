/** What a change does to a file, as people read it. */
import { createTwoFilesPatch } from 'diff'

/** A unified diff without the line that only names the tool; empty when nothing changes. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return ''
  const patch = createTwoFilesPatch(file, file, before, after, undefined, undefined, { context: 3 })
  return patch.slice(patch.indexOf('---'))
}
