/** The word somebody most likely meant: one that is a letter or two away, begins the same way, or says the same. */
import leven from 'leven'

/** Of other programs, for what is called otherwise here. */
const sayings: Readonly<Record<string, string>> = {
  start: 'up',
  run: 'up',
  serve: 'up',
  quit: 'stop',
  exit: 'stop',
  write: 'send',
  message: 'send',
  messages: 'log',
  history: 'log',
  disconnect: 'revoke',
  remove: 'revoke',
  links: 'link',
  open: 'panel',
  ui: 'panel',
  dir: 'data',
  folder: 'data',
  home: 'data',
}

/** Nothing when nothing is near. Of long words only the beginning is compared. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const word = typed.slice(0, 40).toLowerCase()
  const saying = sayings[word]
  if (saying !== undefined && known.includes(saying)) return saying
  const near = known
    .map((name) => ({ name, distance: distanceOf(word, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)
  return near[0]?.name
}

/** Whoever writes `data-dir` for `data`, or `tun` for `tunnel`, is no letter away. */
function distanceOf(word: string, name: string): number {
  const sameBeginning = name.startsWith(word) || word.startsWith(`${name}-`)
  return sameBeginning && word.length > 1 ? 0.5 : leven(word, name)
}
