/** What of the traffic the address names: #traffic/<seq>, /stories, /story/<flow>, /client/<key>. */

export type Chosen =
  | { kind: 'nothing' | 'stories' }
  | { kind: 'row'; seq: number }
  | { kind: 'story'; flow: string }
  | { kind: 'client'; key: string }

/** Nothing for an address that names nothing of it. */
export function chosenIn([first = '', second = '']: readonly string[]): Chosen {
  if (/^\d+$/.test(first)) return { kind: 'row', seq: Number(first) }
  if (first === 'stories') return { kind: 'stories' }
  if (first === 'story' && second !== '') return { kind: 'story', flow: second }
  if (first === 'client' && second !== '') return { kind: 'client', key: second }
  return { kind: 'nothing' }
}
