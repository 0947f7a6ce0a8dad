/** `drawbridge audit`: who asked to come in, and what was decided. */
import { BridgeError } from '../bridge/base/errors.ts'
import { plural } from '../bridge/base/plural.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { localTime } from '../bridge/base/local-time.ts'
import { table } from './table.ts'

export const audit = ({ withBridge, print }: CommandContext, limit: number | undefined) =>
  withBridge(async (bridge) => {
    const entries = await bridge.invoke('audit.list', limit === undefined ? {} : { limit })
    print(entries, (list) =>
      list.length === 0
        ? 'Nothing has happened yet.'
        : table(
            // As in the log, the newest last.
            list
              .toReversed()
              .map(({ at, kind, client, clientId, detail }) => [
                localTime(at),
                kind.replace('.', ': '),
                printable(client ?? clientId ?? ''),
                printable(inWords(detail)),
              ]),
          ),
    )
  })

/** `drawbridge audit --verify`: recomputes the chains of the conversation and the ledger. */
export const verify = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const conversation = await bridge.invoke('conversation.verify', {})
    if (!conversation.ok) {
      throw new BridgeError('log-chain-broken', { entry: conversation.brokenAt })
    }
    const ledger = await bridge.invoke('ledger.verify', {})
    if (!ledger.ok) throw new BridgeError('ledger-broken', { entry: ledger.brokenAt })
    print({ conversation: conversation.entries, ledger: ledger.entries }, (entries) => [
      `Conversation: ${plural(entries.conversation, 'entry', 'entries')}, as written.`,
      `Ledger: ${plural(entries.ledger, 'entry', 'entries')}, as entered.`,
    ])
  })

const inWords = (detail: Record<string, string | number>): string =>
  Object.entries(detail)
    .filter(([name]) => name !== 'name')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
