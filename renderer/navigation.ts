/**
 * Where the owner is, kept in the part of the address after `#`: `#conversation/<thread>`. So the
 * browser's back button, bookmarks and links of the desktop shell work without a server.
 *
 * What may follow: #conversation/<thread>, #conversation/message/<id>, #conversation/file/<name>,
 * #conversation/search/<words>; #talks/<talk>, #talks/new, #talks/search/<words>,
 * #talks/calibration; #setup/<step>, among them address, chatgpt and claude;
 * #clients/<client id>; #traffic/<seq>, #traffic/story/<flow>, #traffic/client/<key>;
 * #doctor/<part>, as in #doctor/connections/<ladder>. A view shows its own start for anything it does
 * not know.
 */
import { useSyncExternalStore } from 'react'

export const viewNames = [
  'home',
  'talks',
  'conversation',
  'traffic',
  'clients',
  'setup',
  'keys',
  'settings',
  'doctor',
] as const

export type ViewName = (typeof viewNames)[number]

export interface Place {
  view: ViewName
  /** What follows the view: `['chatgpt']` for `#setup/chatgpt`. */
  path: string[]
}

/** The link to a place, for `href`. */
export const hrefTo = (view: ViewName, ...path: readonly string[]): string =>
  `#${[view, ...path.map(encodeURIComponent)].join('/')}`

/** Goes there. With `replace` the place before is not one to come back to. */
export function goTo(href: string, { replace = false } = {}): void {
  if (replace) location.replace(href)
  else location.hash = href
}

/** Home for anything that is no place. */
export function placeOf(hash: string): Place {
  const [first = '', ...path] = hash.replace(/^#\/?/, '').split('/')
  const view = viewNames.find((name) => name === first)
  return view ? { view, path: path.filter(Boolean).map(decoded) } : { view: 'home', path: [] }
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(onHash, () => location.hash)
  return placeOf(hash)
}

function onHash(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** A link somebody mistyped is no reason to break. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
