/** Where the code of each view is. It is loaded when somebody goes there; the first one before anything is drawn. */
import type { ComponentType } from 'react'
import type { ViewName } from '../navigation.ts'
import type { ViewProps } from './view-props.ts'

export type View = ComponentType<ViewProps>

export const viewCode: Record<ViewName, () => Promise<View>> = {
  home: async () => (await import('../views/Home.tsx')).Home,
  setup: async () => (await import('../views/setup/Setup.tsx')).Setup,
  talks: async () => (await import('../views/talks/TalksView.tsx')).TalksView,
  conversation: async () =>
    (await import('../views/conversation/ConversationView.tsx')).ConversationView,
  traffic: async () => (await import('../views/traffic/TrafficView.tsx')).TrafficView,
  clients: async () => (await import('../views/clients/ClientsView.tsx')).ClientsView,
  keys: async () => (await import('../views/keys/KeysView.tsx')).KeysView,
  settings: async () => (await import('../views/settings/SettingsView.tsx')).SettingsView,
  doctor: async () => (await import('../views/doctor/DoctorView.tsx')).DoctorView,
}
