/** The proxy in the settings of a system, in one form for all. */
import type { Bypass } from './bypass.ts'

export interface SystemSettings {
  /** `host:port` or a URL, as it is written there; undefined where none is. */
  https: string | undefined
  http: string | undefined
  bypass: Bypass
  /** One that is chosen by a script (PAC) or found by the network. */
  script: boolean
  socks: boolean
}
