/**
 * `drawbridge://` links. Any web page can make one, so a link may only show something: it opens a
 * place of the window and never decides anything. What is not understood is ignored.
 */
import { z } from 'zod'
import { viewSchema, type Place } from './places.ts'

export const scheme = 'drawbridge'

const openSchema = z.tuple([viewSchema], z.string().regex(/^[a-z0-9-]{1,40}$/i))
const approveSchema = z.tuple([z.string().regex(/^\d{4,8}$/)])

/** `drawbridge://open/<view>[/…]`, or `drawbridge://approve/<number>`, which only shows it. */
export function parseDeepLink(text: string): Place | undefined {
  const url = URL.parse(text)
  if (url?.protocol !== `${scheme}:` || url.search || url.hash || url.username) return undefined
  const segments = url.pathname.split('/').filter(Boolean)
  if (url.host === 'open') {
    const parsed = openSchema.safeParse(segments)
    if (!parsed.success) return undefined
    const [view, ...path] = parsed.data
    return { view, path }
  }
  return url.host === 'approve' && approveSchema.safeParse(segments).success
    ? { view: 'home' }
    : undefined
}

/** What Claude's link asks the desktop for where no bridge runs: the app, without its window. */
export const startLink = `${scheme}://start`

/** Windows and Linux hand a link over as an argument, among switches of Chromium's own. */
export const deepLinkIn = (argv: readonly string[]): Place | undefined =>
  argv
    .filter((arg) => arg.startsWith(`${scheme}:`))
    .map(parseDeepLink)
    .find((place) => place !== undefined)
