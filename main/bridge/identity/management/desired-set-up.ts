/** How the tenant should be for sign-ins to work, as this bridge needs it. */
import { createHash } from 'node:crypto'
import { createdBy, type Sought } from './tenant.ts'

export interface DesiredSetUp extends Sought {
  /** The secret that is kept here; compared, never shown. */
  clientSecret: string | undefined
  /** The callback lines, to the letter. */
  callbacks: readonly string[]
  /** Lines of earlier public addresses of this bridge: another may own those names by now. */
  outdated: readonly string[]
}

export const appName = 'Drawbridge'

/** Tells the applications of several installations in one tenant apart; says nothing about the computer. */
export const installTag = (hostname: string, dataDir: string): string =>
  createHash('sha256').update(`${hostname}\0${dataDir}`).digest('hex').slice(0, 12)

/** What a new application is made with, besides what every one must have. */
export const newApplication = (install: string) => ({
  name: appName,
  is_first_party: true,
  client_metadata: { created_by: createdBy, install },
})

export const newApi = (audience: string) => ({
  name: appName,
  identifier: audience,
  signing_alg: 'RS256',
  skip_consent_for_verifiable_first_party_clients: true,
  allow_offline_access: false,
})
