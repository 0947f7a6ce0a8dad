/** What the owner does with the data folder as a whole: exports, backups, retention, diagnostics. */
import type { PublicAddress } from '../address/public-address.ts'
import { createTasks, type Tasks } from '../base/tasks.ts'
import { createExports, type Exports } from '../control/exports.ts'
import { createDataKeeping, type DataKeeping } from '../data/data-keeping.ts'
import { startRetention } from '../data/retention.ts'
import type { BridgeOptions } from './bridge-types.ts'
import type { Records } from './open-records.ts'
import type { SignInSide } from './open-sign-in.ts'
import type { Status } from './status.ts'
import type { WatchedClients } from './watch-clients.ts'

export interface DataSide {
  data: DataKeeping
  exports: Exports
  tasks: Tasks
}

export interface DataSideDeps {
  options: BridgeOptions
  records: Records
  signIn: SignInSide
  watched: WatchedClients
  address: PublicAddress
  status: () => Status
  requestStop: () => void
}

export function openData(deps: DataSideDeps, closing: AsyncDisposableStack): DataSide {
  const { options, records, watched, address, status, requestStop } = deps
  const { dataDir, clock, log, secrets, settings, version } = options
  const { store, conversation, guarded, traffic, audit } = records
  const { clients, keys } = deps.signIn.authorization
  const tasks = createTasks({ clock })
  const exports = createExports({ conversation, tasks, clock })
  closing.defer(() => exports.stop())
  const data = createDataKeeping({
    backup: { dataDir, store, conversation, secrets: secrets.place, version, clock },
    diagnostics: {
      clock,
      settings: settings.get,
      status,
      clients: clients.list,
      keys: keys.list,
      audit,
      traffic: traffic.forDiagnostics,
      ladders: watched.ladders.list,
    },
    async purge(request) {
      await guarded.forget(request.before)
      return conversation.purge(request)
    },
    tasks,
    audit,
    clock,
    endAddress: () => address.stop({ everything: true }),
    requestStop,
  })
  const retention = startRetention({ settings, data, log })
  closing.defer(() => retention.stop())
  return { data, exports, tasks }
}
