/** Each view as a component, whose code comes when it is first drawn. */
import { lazy } from 'react'
import type { ViewName } from '../navigation.ts'
import { viewCode, type View } from './view-code.ts'

const lazily = (name: ViewName): View =>
  lazy(async () => ({ default: await viewCode[name]() })) as View

export const views: Record<ViewName, View> = {
  home: lazily('home'),
  setup: lazily('setup'),
  talks: lazily('talks'),
  conversation: lazily('conversation'),
  traffic: lazily('traffic'),
  clients: lazily('clients'),
  keys: lazily('keys'),
  settings: lazily('settings'),
  doctor: lazily('doctor'),
}
