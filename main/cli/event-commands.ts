/** Events: who is told when somebody writes, and ending that. */
import { plural } from '../bridge/base/plural.ts'
import type { EventSubscription } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { ago, table } from './table.ts'
import { wrongUse } from './help.ts'

const what: Record<EventSubscription['event'], string> = {
  'message.received': 'woken by letters',
  'turn.yours': 'woken by its turn in a talk',
  'talk.ended': 'told when a talk ends',
  'file.changed': 'told when a file changes',
}

const standing: Record<EventSubscription['state'], string> = {
  live: '',
  retrying: 'its last delivery failed; tried again',
  held: 'refuses what it is sent; held until it subscribes again',
  away: 'waits: its address is away',
  raised: 'waits: the bridge is raised',
}

export const events = (context: CommandContext, args: string[]) => {
  const { withBridge, print } = context
  const [word, id, ...more] = args
  if (word === 'end' && id !== undefined && more.length === 0) {
    return withBridge(async (bridge) =>
      print(await bridge.invoke('events.end', { id }), ({ ended }) =>
        ended ? 'Ended; nothing more is sent there.' : 'There is no such subscription.',
      ),
    )
  }
  if (word !== undefined) throw wrongUse('events')
  return withBridge(async (bridge) =>
    print(await bridge.invoke('events.list', {}), ({ subscriptions, sentence }) =>
      subscriptions.length === 0
        ? ['Nobody is woken by events. To have ChatGPT subscribe, say in a chat:', `  ${sentence}`]
        : table(subscriptions.map(rowOf)),
    ),
  )
}

const rowOf = (one: EventSubscription): string[] => [
  printable(one.client),
  what[one.event],
  filterWords(one),
  one.lastAt === null
    ? 'nothing sent yet'
    : `${plural(one.delivered, 'delivery', 'deliveries')}, last ${ago(one.lastAt, Date.now())}: ${printable(one.lastOutcome ?? '')}`,
  standing[one.state],
  one.id,
]

const filterWords = ({ filter }: EventSubscription): string =>
  Object.entries(filter)
    .map(([key, value]) => `${key} ${printable(value)}`)
    .join(', ')
