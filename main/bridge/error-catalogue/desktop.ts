/** The desktop window and what may speak through it. */
import { entry, type Entry } from './entry.ts'

export const desktopErrors = {
  'window-refused': entry(
    403,
    'client',
    'That page may not speak to the bridge: it is not the window of this app.',
    'Use the window that Drawbridge itself opens, or the panel in a browser.',
  ),
} as const satisfies Record<string, Entry>
