/** Which part of the talks the address means. */
import { hrefTo } from '../../navigation.ts'

export type TalksPlace =
  | { part: 'list'; query: string }
  | { part: 'new' }
  | { part: 'calibration' }
  | { part: 'talk'; id: string }

export function placeIn([first = '', second = '']: readonly string[]): TalksPlace {
  if (first === '') return { part: 'list', query: '' }
  if (first === 'search') return { part: 'list', query: second }
  if (first === 'new' || first === 'calibration') return { part: first }
  return { part: 'talk', id: first }
}

export const toTalks = (): string => hrefTo('talks')
export const toTalk = (id: string): string => hrefTo('talks', id)
export const toNewTalk = (): string => hrefTo('talks', 'new')
export const toCalibration = (): string => hrefTo('talks', 'calibration')
export const toTalkSearch = (query: string): string =>
  query === '' ? toTalks() : hrefTo('talks', 'search', query)
