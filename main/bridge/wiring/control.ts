/** Every area of the contract bound to the parts of the bridge, and what they report. */
import type { Control } from '../../contract.ts'
import type { Conversation } from '../conversation/types.ts'
import type { DataKeeping } from '../data/data-keeping.ts'
import type { LocalLinks } from '../mcp/link/local-link.ts'
import type { Audit } from '../oauth/audit.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Presence } from '../presence/types.ts'
import type { Origins } from '../address/origins.ts'
import type { Position } from '../settings/position.ts'
import type { PublicAddress } from '../address/public-address.ts'
import type { RestartNeeds } from '../settings/pending-restart.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { SetUpClients } from './set-up-clients.ts'
import type { Clock } from '../base/ports.ts'
import type { Seats } from '../seats/types.ts'
import type { Guarded } from '../guarded/types.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Talks } from '../talk/talk-types.ts'
import type { EventsSide } from './events.ts'
import type { Tasks } from '../base/tasks.ts'
import type { Ways } from '../wake/ways.ts'
import type { Waking } from '../wake/types.ts'
import { linkBound } from '../settings/link-bounds.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { clientHandlers } from '../control/client-methods.ts'
import { connectHandlers } from '../control/connect-methods.ts'
import { conversationHandlers } from '../control/conversation-methods.ts'
import { createControl } from '../control/create-control.ts'
import type { Exports } from '../control/exports.ts'
import { doctorExplainHandlers } from '../control/doctor-explain-methods.ts'
import { doctorHandlers, type DoctorMethodsDeps } from '../control/doctor-methods.ts'
import { createFetchCloudflared } from '../control/fetch-cloudflared.ts'
import { eventHandlers } from '../control/event-methods.ts'
import type { Handlers } from '../control/handlers.ts'
import type { IdentityArea } from '../control/identity-area.ts'
import { heldHandlers } from '../control/held-methods.ts'
import { laneHandlers, type LaneMethodsDeps } from '../control/lane-methods.ts'
import { ledgerHandlers } from '../control/ledger-methods.ts'
import { keyHandlers } from '../control/key-methods.ts'
import { linkHandlers } from '../control/link-methods.ts'
import { seatHandlers } from '../control/seat-methods.ts'
import { talkHandlers } from '../control/talk-methods.ts'
import { settingsHandlers } from '../control/settings-methods.ts'
import { statusHandlers, type StatusMethodsDeps } from '../control/status-methods.ts'
import { ofAddress, ofConversation, ofSignIn } from '../control/subscriptions.ts'
import { trafficHandlers } from '../control/traffic-methods.ts'
import { tunnelHandlers } from '../control/tunnel-methods.ts'

export interface ControlParts extends Pick<
  StatusMethodsDeps,
  'status' | 'panelLink' | 'requestStop'
> {
  dataDir: string
  conversation: Conversation
  authorization: AuthorizationServer
  signIns: IdentityArea
  audit: Audit
  traffic: Traffic
  origins: Pick<Origins, 'list' | 'mcpUrl' | 'reconnectReason'>
  address: PublicAddress
  links: Pick<LocalLinks, 'onChange' | 'participants' | 'closeOf'>
  presence: Pick<Presence, 'of' | 'onChange'>
  talks: Talks
  seats: Seats
  waking: Waking
  guarded: Guarded
  unanswered: LaneMethodsDeps['unanswered']
  ledger: Ledger
  ways: Ways
  webhooks: EventsSide
  clock: Clock
  position: Position
  settings: SettingsStore
  restart: RestartNeeds
  data: DataKeeping
  exports: Exports
  tasks: Tasks
  setUp: SetUpClients
  doctor: DoctorMethodsDeps
}

export function composeControl(parts: ControlParts): Control {
  const { dataDir, conversation, authorization, signIns, audit, traffic, origins, address } = parts
  const { links, presence, position, settings, restart, data, exports, tasks, setUp, doctor } =
    parts
  return createControl({
    // Every method there is: the compiler asks for one that is missing.
    handlers: {
      ...statusHandlers(parts),
      ...clientHandlers({ conversation, authorization, reconnectReason: origins.reconnectReason }),
      ...conversationHandlers(conversation, exports),
      ...heldHandlers(parts),
      ...laneHandlers({
        ...parts,
        linkMayWrite: (participant) =>
          links.participants().includes(participant)
            ? linkBound(settings.get(), participant).mayWrite
            : undefined,
        hasSeat: (participant) => parts.seats.get(participant) !== undefined,
      }),
      ...linkHandlers(parts),
      ...ledgerHandlers(parts),
      ...talkHandlers(parts),
      ...seatHandlers(parts),
      ...eventHandlers(parts),
      ...trafficHandlers(parts),
      ...tunnelHandlers(address, createFetchCloudflared({ dataDir, tasks })),
      ...signIns.handlers,
      ...keyHandlers(authorization, audit),
      ...settingsHandlers({ settings, restart, audit, data }),
      ...connectHandlers({
        connect: setUp.connect,
        clients: authorization.clients,
        onChange: setUp.changed,
      }),
      ...doctorHandlers(doctor),
      ...doctorExplainHandlers({ origins, settings }),
    } satisfies Handlers,
    subscriptions: [
      ofConversation(conversation),
      ofSignIn(authorization),
      ofAddress(address),
      signIns.subscription,
      (send) => links.onChange(() => send('status')),
      (send) => presence.onChange(() => send('presence')),
      (send) => parts.talks.onChange(() => send('talks')),
      (send) => parts.waking.onChange(() => send('seats')),
      (send) => parts.guarded.onChange(() => send('held')),
      (send) => parts.ledger.onChange(() => send('ledger')),
      (send) => parts.webhooks.onChange(() => send('events')),
      (send) => traffic.onChange(() => send('traffic')),
      (send) => position.onChange(() => send('status')),
      (send) => tasks.onChange(() => send('tasks')),
      (send) => settings.onChange(() => send('settings')),
      (send) => audit.onRecord(() => send('audit')),
      (send) => setUp.onChange(() => send('connect')),
      (send) => doctor.ladders.onChange(() => send('doctor')),
      (send) => doctor.rehearsals.onChange(() => send('doctor')),
    ],
  })
}
