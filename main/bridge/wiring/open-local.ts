/** The local socket as a part of the bridge: links speak MCP as a participant, the command line as the owner. */
import type { Control } from '../../contract.ts'
import { BridgeError } from '../base/errors.ts'
import { createLocalListener, type LocalListener } from '../local/local-listener.ts'
import type { LocalLinks } from '../mcp/link/local-link.ts'
import type { Seats } from '../seats/types.ts'
import { requestBytes } from '../settings/request-size.ts'
import type { BridgeOptions } from './bridge-types.ts'
import type { Records } from './open-records.ts'

/** It begins with its `start`. */
export function openLocal(
  { dataDir, socketPath, log }: BridgeOptions,
  { conversation, participants, limits }: Records,
  parts: { control: Control; links: LocalLinks; seats: Seats },
  closing: AsyncDisposableStack,
): LocalListener {
  const { control, links, seats } = parts
  const local = createLocalListener({
    dataDir,
    socketPath,
    control,
    async serveMcp(stream, participant, run) {
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      await participants.ensure(participant)
      const seat = run === undefined ? undefined : seats.admit(run, participant, stream)
      stream.write('{"ok":true}\n')
      links.serve(stream, participant, seat)
    },
    exportTo: (format, thread) => conversation.export(format, undefined, thread),
    get requestLimitBytes() {
      return requestBytes(limits)
    },
    log,
  })
  closing.defer(() => links.close())
  closing.defer(() => local.stop())
  return local
}
