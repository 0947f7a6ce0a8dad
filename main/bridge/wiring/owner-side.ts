/** What the owner sees and does: status, data, setting clients up, the doctor, and the contract over all. */
import type { Control } from '../../contract.ts'
import type { Origins } from '../address/origins.ts'
import type { PublicAddress } from '../address/public-address.ts'
import type { BridgeOptions } from './bridge-types.ts'
import { identityArea } from '../control/identity-area.ts'
import { unansweredBy } from '../conversation/inbox/unanswered.ts'
import { holdsAll } from '../guarded/hold-rules.ts'
import type { EventsSide } from './events.ts'
import type { LocalLinks } from '../mcp/link/local-link.ts'
import type { RestartNeeds } from '../settings/pending-restart.ts'
import type { Seats } from '../seats/types.ts'
import type { Ways } from '../wake/ways.ts'
import type { Waking } from '../wake/types.ts'
import { composeControl } from './control.ts'
import { createDoctorSide } from './doctor.ts'
import { openData } from './open-data.ts'
import type { Records } from './open-records.ts'
import type { SignInSide } from './open-sign-in.ts'
import type { PanelPlace } from './panel-place.ts'
import { createSetUpClients } from './set-up-clients.ts'
import { createStatus } from './status.ts'
import type { WatchedClients } from './watch-clients.ts'

export interface OwnerSideDeps {
  options: BridgeOptions
  records: Records
  signIn: SignInSide
  watched: WatchedClients
  webhooks: EventsSide
  seats: Seats
  waking: Waking
  ways: Ways
  links: LocalLinks
  origins: Origins
  address: PublicAddress
  restart: RestartNeeds
  panel: PanelPlace
  port: number
  healthSecret: Buffer
  startedAt: Date
}

/** Each part is entered for closing as it opens, so they close in the opposite order. */
export function openOwnerSide(deps: OwnerSideDeps, closing: AsyncDisposableStack): Control {
  const { options, records, signIn, watched, links, origins, address } = deps
  const { webhooks, seats, waking, ways, panel, restart, port, healthSecret, startedAt } = deps
  const { dataDir, clock, log, secrets, settings, version, env, linkCommand } = options
  const { store, conversation, participants, presence, talks, traffic, audit, position } = records
  const { guarded, ledger } = records
  const { authorization, elsewhere } = signIn
  const status = createStatus({
    version,
    dataDir,
    startedAt,
    linkCommand,
    secrets: secrets.place,
    conversation,
    guarded,
    guardsAll: () => settings.get().hold.some((rule) => holdsAll(rule, 'everything')),
    presence,
    authorization,
    origins,
    address,
    position,
    links,
    panelUrl: panel.url,
  })
  // After the answer has left.
  const requestStop = () => void setImmediate(options.requestStop)
  const { data, exports, tasks } = openData(
    { options, records, signIn, watched, address, status, requestStop },
    closing,
  )
  const setUp = createSetUpClients({
    dataDir,
    linkCommand,
    origins,
    clients: authorization.clients,
    links,
    env,
    clock,
    resourcesDir: options.address.settings.resourcesDir,
  })
  const signIns = identityArea({
    identity: elsewhere.identity,
    participants,
    settings,
    secrets,
    clock,
    log,
    dataDir,
    onAddress: address.onChange,
  })
  closing.defer(() => signIns.stop())
  const doctor = createDoctorSide({
    dataDir,
    port,
    healthSecret,
    store,
    secrets,
    env,
    proxyFor: options.proxyFor,
    clock,
    watched,
    conversation,
    ledger,
    authorization,
    audit,
    origins,
    address,
    tunnelSettings: options.address.settings,
    hasTray: options.hasTray,
    webhooks,
    waking,
  })
  closing.defer(() => doctor.stop())
  return composeControl({
    dataDir,
    status,
    panelLink: panel.link,
    requestStop,
    conversation,
    authorization,
    signIns,
    audit,
    traffic,
    origins,
    address,
    links,
    presence,
    talks,
    guarded,
    unanswered: (participant, limit) => unansweredBy(store, participant, limit),
    ledger,
    webhooks,
    seats,
    waking,
    ways,
    clock,
    position,
    settings,
    restart,
    data,
    exports,
    tasks,
    setUp,
    doctor,
  })
}
