/**
 * A small Control in memory for tests of the panel and its listener: parameters and answers pass
 * the contract's own schemas, and state changes as the bridge would change it. Each area is a file
 * in panel-data/.
 */
import type { Control, ControlEvent, Topic } from '../../main/contract.ts'
import { createControl } from '../../main/bridge/control/create-control.ts'
import { clientHandlers, noClients, type ClientsState } from './panel-data/clients.ts'
import { connectHandlers, someConnectable, type ConnectState } from './panel-data/connect.ts'
import {
  conversationHandlers,
  nothingSaid,
  type ConversationState,
} from './panel-data/conversation.ts'
import { doctorHandlers, nothingWrong, type DoctorState } from './panel-data/doctor.ts'
import { eventHandlers, nobodyWoken, type EventsState } from './panel-data/events.ts'
import { fileHandlers, noFiles, type FilesState } from './panel-data/files.ts'
import { heldHandlers, nothingHeld, type HeldState } from './panel-data/held.ts'
import { ledgerHandlers, nothingReceived, type LedgerState } from './panel-data/ledger.ts'
import { identityHandlers, ownerApproval, type IdentityState } from './panel-data/identity.ts'
import { freshKeys, keyHandlers, type KeysState } from './panel-data/keys.ts'
import { noSeats, seatHandlers, type SeatsState } from './panel-data/seats.ts'
import { laneHandlers, noLanes, type LanesState } from './panel-data/lanes.ts'
import { defaultSettings, settingsHandlers, type SettingsState } from './panel-data/settings.ts'
import { lowered, statusHandlers, type StatusState } from './panel-data/status.ts'
import { noTalks, talkHandlers, type TalksState } from './panel-data/talks.ts'
import { noTraffic, trafficHandlers, type TrafficState } from './panel-data/traffic.ts'
import { noTunnel, tunnelHandlers, type TunnelState } from './panel-data/tunnel.ts'

export { anApproval } from './panel-data/clients.ts'

export interface FakeState
  extends
    StatusState,
    ClientsState,
    ConversationState,
    EventsState,
    FilesState,
    TunnelState,
    IdentityState,
    TrafficState,
    KeysState,
    SettingsState,
    ConnectState,
    DoctorState,
    TalksState,
    HeldState,
    LedgerState,
    LanesState,
    SeatsState {}

export interface FakeControl extends Control {
  state: FakeState
  /** Changes the state from outside, as a client would, and tells the listeners. */
  change(topic: Topic, edit: (state: FakeState) => void): void
  listeners(): number
}

/** An empty bridge, lowered, on this computer only; `over` says what differs. */
export function createFakeControl(over: Partial<FakeState> = {}): FakeControl {
  const state: FakeState = {
    ...lowered(),
    ...noClients(),
    ...nothingSaid(),
    ...nobodyWoken(),
    ...noFiles(),
    ...noTunnel(),
    ...ownerApproval(),
    ...noTraffic(),
    ...freshKeys(),
    ...defaultSettings(),
    ...someConnectable(),
    ...nothingWrong(),
    ...noTalks(),
    ...nothingHeld(),
    ...nothingReceived(),
    ...noLanes(),
    ...noSeats(),
    ...over,
  }
  const listeners = new Set<(event: ControlEvent) => void>()
  let seq = 0
  const emit = (topic: Topic): void => {
    seq += 1
    for (const listener of listeners) listener({ seq, topic })
  }
  const desk = { state, emit }
  const { invoke } = createControl({
    subscriptions: [],
    handlers: {
      ...statusHandlers(desk),
      ...clientHandlers(desk),
      ...conversationHandlers(desk),
      ...eventHandlers(desk),
      ...fileHandlers(desk),
      ...tunnelHandlers(desk),
      ...identityHandlers(desk),
      ...trafficHandlers(desk),
      ...keyHandlers(desk),
      ...settingsHandlers(desk),
      ...connectHandlers(desk),
      ...doctorHandlers(desk),
      ...talkHandlers(desk),
      ...heldHandlers(desk),
      ...ledgerHandlers(desk),
      ...laneHandlers(desk),
      ...seatHandlers(desk),
    },
  })

  return {
    state,
    invoke,
    listeners: () => listeners.size,
    change(topic, edit) {
      edit(state)
      emit(topic)
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
