/** `drawbridge search`: where words stand in what was said and shared. */
import { localTime } from '../bridge/base/local-time.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { wrongUse } from './help.ts'

/** The bridge marks hits by private characters, for views that can show them. */
const marks = /[\u{E000}\u{E001}]/gu

export const search = (
  { withBridge, print }: CommandContext,
  words: string[],
  limit: number | undefined,
) => {
  const query = words.join(' ').trim()
  if (query === '') throw wrongUse('search')
  return withBridge(async (bridge) => {
    const found = await bridge.invoke('conversation.search', {
      query,
      ...(limit !== undefined && { limit }),
    })
    print(found, (list) =>
      list.length === 0
        ? 'Nothing was found.'
        : list.flatMap(({ id, kind, title, by, at, snippet }) => [
            `${id} · ${by} · ${localTime(at)}${kind === 'file' ? ` · ${printable(title)}` : ''}`,
            `    ${printable(snippet.replaceAll(marks, '').replaceAll(/\s+/g, ' '))}`,
          ]),
    )
  })
}
