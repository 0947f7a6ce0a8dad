/** Names that clients gave themselves, as they may stand in a menu or a notification. */
import { printable } from '../host/printable.ts'

const longest = 40

/** One line, no control characters, not longer than a menu is wide. */
export function shown(name: string): string {
  const line = printable(name.replaceAll(/\s+/g, ' ')).trim()
  const letters = Array.from(line)
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line
}

export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`
