/** The links of this computer: closing and narrowing them. */
import type { linkMethods } from '../../contract/links.ts'
import type { Audit } from '../oauth/audit.ts'
import { boundLink } from '../settings/link-bounds.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { HandlersOf } from './handlers.ts'

export interface LinkMethodsDeps {
  links: {
    /** Ends the open links of a participant; returns how many. */
    closeOf: (participant: string) => number
  }
  settings: Pick<SettingsStore, 'get' | 'update'>
  audit: Pick<Audit, 'record'>
}

export const linkHandlers = ({
  links,
  settings,
  audit,
}: LinkMethodsDeps): HandlersOf<typeof linkMethods> => ({
  'links.close': ({ participant }) => ({ closed: links.closeOf(participant) }),
  'links.bound': async ({ participant, ...bound }) => {
    await boundLink(settings, participant, bound)
    audit.record('settings.changed', null, { names: 'linkBounds' })
    return {}
  },
})
