/** Every area of the contract bound to the parts of the bridge, and what they report. */
import type { Control } from '../../contract.ts'
import type { Conversation } from '../conversation/types.ts'
import type { DataKeeping } from '../data/data-keeping.ts'
import type { LocalLinks } from '../mcp/local-link.ts'
import type { Audit } from '../oauth/audit.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Origins } from '../origins.ts'
import type { Position } from '../position.ts'
import type { PublicAddress } from '../public-address.ts'
import type { RestartNeeds } from '../restart-needs.ts'
import type { SettingsStore } from '../settings.ts'
import type { SetUpClients } from '../set-up-clients.ts'
import type { Tasks } from '../tasks.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { clientHandlers } from './client-methods.ts'
import { connectHandlers } from './connect-methods.ts'
import { conversationHandlers } from './conversation-methods.ts'
import { createControl } from './create-control.ts'
import type { Exports } from './exports.ts'
import { doctorExplainHandlers } from './doctor-explain-methods.ts'
import { doctorHandlers, type DoctorMethodsDeps } from './doctor-methods.ts'
import { createFetchCloudflared } from './fetch-cloudflared.ts'
import type { Handlers } from './handlers.ts'
import type { IdentityArea } from './identity-area.ts'
import { keyHandlers } from './key-methods.ts'
import { settingsHandlers } from './settings-methods.ts'
import { statusHandlers, type StatusMethodsDeps } from './status-methods.ts'
import { ofAddress, ofConversation, ofSignIn } from './subscriptions.ts'
import { trafficHandlers } from './traffic-methods.ts'
import { tunnelHandlers } from './tunnel-methods.ts'

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
  links: Pick<LocalLinks, 'onChange'>
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
  const { links, position, settings, restart, data, exports, tasks, setUp, doctor } = parts
  return createControl({
    // Every method there is: the compiler asks for one that is missing.
    handlers: {
      ...statusHandlers(parts),
      ...clientHandlers({ conversation, authorization, reconnectReason: origins.reconnectReason }),
      ...conversationHandlers(conversation, exports),
      ...trafficHandlers(traffic),
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
