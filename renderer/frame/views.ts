/** Each view and its code, which is loaded when somebody goes there. */
import { lazy, type ComponentType } from 'react'
import type { ViewName } from '../navigation.ts'
import type { ViewProps } from './view-props.ts'

export const views: Record<ViewName, ComponentType<ViewProps>> = {
  home: lazy(async () => ({ default: (await import('../views/Home.tsx')).Home })),
  setup: lazy(async () => ({ default: (await import('../views/setup/Setup.tsx')).Setup })),
  talks: lazy(async () => ({
    default: (await import('../views/talks/TalksView.tsx')).TalksView,
  })),
  conversation: lazy(async () => ({
    default: (await import('../views/conversation/ConversationView.tsx')).ConversationView,
  })),
  traffic: lazy(async () => ({
    default: (await import('../views/traffic/TrafficView.tsx')).TrafficView,
  })),
  clients: lazy(async () => ({
    default: (await import('../views/clients/ClientsView.tsx')).ClientsView,
  })),
  keys: lazy(async () => ({ default: (await import('../views/keys/KeysView.tsx')).KeysView })),
  settings: lazy(async () => ({
    default: (await import('../views/settings/SettingsView.tsx')).SettingsView,
  })),
  doctor: lazy(async () => ({
    default: (await import('../views/doctor/DoctorView.tsx')).DoctorView,
  })),
}
