/** What the steps of one rehearsal hand on to each other. */
import type { Configuration } from 'openid-client'
import { BridgeError } from '../../base/errors.ts'
import type { Wait } from '../ladder/deadlines.ts'
import type { VisitorBrowser } from './visitor.ts'
import type { Way } from './way.ts'

export type Role = 'chatgpt' | 'claude'

export const roleNames: Record<Role, string> = { chatgpt: 'ChatGPT', claude: 'Claude' }

/** What the client of a rehearsal is called wherever the owner meets it. */
export const clientNameAs = (as: Role): string => `Rehearsal as ${roleNames[as]}`

export interface Scene {
  as: Role
  origin: string
  /** The port of the public listener on this computer. */
  port: number
  way: Way
  browser: VisitorBrowser
  /** Resolves when the owner approved this number; throws `rehearsal-not-approved`. */
  waitForOwner(number: string): Promise<void>
  /** Removes what was made, also where its answer was lost on the way. */
  cleanUp(): Promise<void>
  config: Configuration | null
  verifier: string
  state: string
  scopes: string
  pageUrl: URL | null
  number: string
  backUrl: URL | null
  tokens: { access: string; refresh: string } | null
}

export interface Step {
  id: string
  title: string
  /** What its vendor would wait for; null where nobody waits. */
  wait: Wait | 'owner' | null
  /** What was found, in one sentence. Throws BridgeError. */
  run: (scene: Scene) => Promise<string>
}

/** A loopback address nothing listens at: the browser of a rehearsal never goes there. */
export const redirectUri = 'http://127.0.0.1:33999/rehearsal'

export const resourceOf = ({ origin }: Pick<Scene, 'origin'>): string => `${origin}/mcp`

/** It is there, but not as the bridge made it. */
export const differs = (found: string): BridgeError =>
  new BridgeError('rehearsal-differs', { found })

/** It should have worked. */
export const refused = (found: string, cause?: unknown): BridgeError =>
  new BridgeError('rehearsal-refused', { found }, { cause })

/** It should not have worked. */
export const open = (found: string): BridgeError => new BridgeError('rehearsal-open', { found })

/** The steps of OAuth, once they have begun. */
export function configOf({ config }: Scene): Configuration {
  if (!config) throw refused('there is no registration')
  return config
}

export function tokensOf({ tokens }: Scene): NonNullable<Scene['tokens']> {
  if (!tokens) throw refused('there are no tokens')
  return tokens
}

/** What a library threw, without its stack: its own error passes through. */
export function asRefused(what: string, error: unknown): BridgeError {
  if (error instanceof BridgeError) return error
  const cause: unknown = error instanceof Error ? error.cause : undefined
  if (cause instanceof BridgeError) return cause
  const said = error as Partial<Record<'error' | 'error_description' | 'message', string>>
  const reason = said.error_description ?? said.error ?? said.message ?? 'failed'
  return refused(`${what}: ${reason}`, error)
}
