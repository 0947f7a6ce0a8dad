/** Places of the panel, as the tray, notifications and deep links name them (renderer/navigation.ts). */
import { z } from 'zod'

export const viewSchema = z.enum([
  'home',
  'talks',
  'conversation',
  'traffic',
  'clients',
  'setup',
  'keys',
  'settings',
  'doctor',
])
export type View = z.infer<typeof viewSchema>

export interface Place {
  view: View
  /** What follows the view: `['chatgpt']` for setting ChatGPT up. */
  path?: string[]
}

/** The part of the window's address after `#`. */
export const fragmentOf = ({ view, path = [] }: Place): string =>
  [view, ...path.map(encodeURIComponent)].join('/')
