/** `drawbridge link`: the programs linked on this computer; what they may do, and ending them. */
import { plural } from '../bridge/base/plural.ts'
import { heardLinks } from '../contract/who-listens.ts'
import type { MethodParams } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { wrongUse } from './help.ts'
import { listeningWords } from './listening.ts'
import type { LocalClient } from './local-client.ts'
import { table } from './table.ts'

type Bound = Pick<MethodParams<'links.bound'>, 'mayWrite' | 'reads'>

/** What is not in the settings may do everything. */
const unbound: Bound = { mayWrite: true, reads: 'whole' }

const changes = new Map<string, Partial<Bound>>([
  ['reads whole', { reads: 'whole' }],
  ['reads own', { reads: 'own' }],
  ['writes yes', { mayWrite: true }],
  ['writes no', { mayWrite: false }],
])

/** `drawbridge link [list]`, `link reads NAME whole|own`, `link writes NAME yes|no`, `link close NAME` */
export function link(
  context: CommandContext,
  [action = 'list', participant, word, ...more]: string[],
): Promise<void> {
  if (more.length > 0) throw wrongUse('link')
  if (action === 'list' && participant === undefined) return list(context)
  if (participant === undefined) throw wrongUse('link')
  if (action === 'close' && word === undefined) return close(context, participant)
  const change = changes.get(`${action} ${word ?? ''}`)
  if (!change) throw wrongUse('link')
  return set(context, participant, change)
}

const list = ({ withBridge, print }: CommandContext): Promise<void> =>
  withBridge(async (bridge) => {
    const { links, presence } = await bridge.invoke('status.get', {})
    const bounds = await boundsOf(bridge)
    const linked = presence
      .map(({ participant }) => participant)
      .filter((participant) => heardLinks(presence, participant) !== undefined)
    const participants = [...new Set([...links, ...linked, ...bounds.keys()])].toSorted()
    const rows = participants.map((participant) => {
      const open = links.filter((one) => one === participant).length
      const heard = heardLinks(presence, participant)
      return { participant, open, ...(bounds.get(participant) ?? unbound), heard }
    })
    print(rows, (all) =>
      all.length === 0
        ? 'No program has been linked on this computer since the start. See: drawbridge connect'
        : table(
            all.map(({ participant: name, open, heard, ...bound }) => [
              name,
              open === 0 ? 'no link open' : plural(open, 'link'),
              mayWords(bound),
              heard ? listeningWords(heard, Date.now()) : '',
            ]),
          ),
    )
  })

const close = ({ withBridge, print }: CommandContext, participant: string): Promise<void> =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('links.close', { participant }), ({ closed }) =>
      closed === 0
        ? `No link of ${participant} is open.`
        : [
            `Closed ${plural(closed, 'link')} of ${participant}. The program may open a new one;`,
            `so that it only reads: drawbridge link writes ${participant} no`,
          ],
    )
  })

function set(
  { withBridge, print }: CommandContext,
  participant: string,
  change: Partial<Bound>,
): Promise<void> {
  return withBridge(async (bridge) => {
    const bound = { ...unbound, ...(await boundsOf(bridge)).get(participant), ...change }
    await bridge.invoke('links.bound', { participant, ...bound })
    print(
      { participant, ...bound },
      () => `From the next call on, links of ${participant}: ${mayWords(bound)}.`,
    )
  })
}

async function boundsOf(bridge: LocalClient): Promise<Map<string, Bound>> {
  const { settings } = await bridge.invoke('settings.get', {})
  return new Map(
    settings.linkBounds.map(({ participant, mayWrite, reads }) => [
      participant,
      { mayWrite, reads },
    ]),
  )
}

const mayWords = ({ mayWrite, reads }: Bound): string =>
  `${mayWrite ? 'may write' : 'may not write'}, reads ${reads === 'whole' ? 'the whole conversation' : 'only its own conversation'}`
