/**
 * The public address as a part of the bridge: the tunnel of the kind the owner chose, told to the
 * origins, and replaced when the owner chooses another kind.
 */
import { spawn } from 'node:child_process'
import { plainFetch } from '../base/plain-fetch.ts'
import type { SettingsPatch } from '../../contract/settings-schema.ts'
import { BridgeError } from '../base/errors.ts'
import { healthProof } from './health-proof.ts'
import type { Origins } from './origins.ts'
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { ProxyFor } from '../base/proxies.ts'
import { publicOrigin } from '../base/public-url.ts'
import { forgetNamedTunnel, readPastedToken, saveNamedTunnel } from '../tunnel/named-tunnel.ts'
import { createNamedTunnel, removeNamedTunnel } from '../tunnel/set-up-named.ts'
import { createTunnel } from '../tunnel/tunnel.ts'
import type { Tunnel, TunnelMode, TunnelSettings, TunnelStatus } from '../tunnel/types.ts'
import { sameText } from '../base/same-text.ts'

export interface AddressChoice {
  mode: TunnelMode
  settings: TunnelSettings
}

export interface PublicAddressDeps {
  choice: AddressChoice
  origins: Pick<Origins, 'setPublic'>
  port: number
  healthSecret: Buffer
  dataDir: string
  secrets: SecretStore
  clock: Clock
  log: Log
  env: NodeJS.ProcessEnv
  proxyFor?: ProxyFor | undefined
  /** When a client last made a call through a public address. */
  lastCall?: ((publicUrl: string) => number | null) | undefined
  /** Where Cloudflare's API is; differs only in tests. */
  apiUrl?: string | undefined
  /** The owner's choice is kept for the next start. */
  remember: (choice: RememberedAddress) => Promise<void>
}

/** As the settings have it. */
export type RememberedAddress = Pick<SettingsPatch, 'tunnel' | 'tunnelHostname' | 'publicUrl'>

export interface PublicAddress {
  start(): Promise<void>
  /** `everything`: also what would go on while the bridge is closed. */
  stop(options?: { everything?: boolean }): Promise<void>
  status(): TunnelStatus
  /** Begins anew, after something was mended. */
  restart(): Promise<void>
  /**
   * A named tunnel from what the owner pasted: a connector token, or an API token with which the
   * tunnel and its DNS record are made. The API token is not kept.
   */
  setUpNamed(hostname: string, token: string): Promise<void>
  /** Back to a quick tunnel. With an API token, what was made at Cloudflare is removed as well. */
  removeNamed(apiToken: string | undefined): Promise<void>
  /** An address of the owner's own needs its URL. Throws `public-url-invalid`. */
  choose(mode: 'off' | 'quick' | 'own-url', url?: string): Promise<void>
  /** The host knows that the network changed or the computer woke: look at once. */
  lookAgain(): void
  /** State, address or a line of the story. */
  onChange(listener: (story?: { at: string; text: string }) => void): () => void
}

export function createPublicAddress(deps: PublicAddressDeps): PublicAddress {
  const { origins, port, healthSecret, dataDir, secrets, clock, log, env, apiUrl } = deps
  const listeners = new Set<(story?: { at: string; text: string }) => void>()
  const notify = (story?: { at: string; text: string }) => {
    for (const listener of listeners) listener(story)
  }
  let choice = deps.choice
  let tunnel = make()
  const api = { secrets, fetch: plainFetch, ...(apiUrl !== undefined && { apiUrl }) }

  function make(): Tunnel {
    const made = createTunnel({
      mode: choice.mode,
      secrets,
      dataDir,
      clock,
      log,
      fetch: plainFetch,
      spawn,
      env,
      proxyFor: deps.proxyFor,
      platform: process.platform,
      arch: process.arch,
      localPort: () => port,
      lastCall: deps.lastCall,
      checkProof: (nonce, proof) => sameText(healthProof(healthSecret, nonce), proof),
      settings: choice.settings,
    })
    made.onEvent((event) => {
      if (event.type === 'address-changed') announce(event.current, event.reason)
      notify(event.type === 'story' ? { at: event.at, text: event.text } : undefined)
    })
    return made
  }

  function announce(url: string | null, reason: string): void {
    origins.setPublic(url, reason).then(
      () => notify(),
      (error: unknown) => {
        log.error('address.not-applied', { error: String(error) })
      },
    )
  }

  /** What keeps a tunnel from starting at all is a state of the address, not of the bridge. */
  async function start(reason: string): Promise<void> {
    try {
      await tunnel.start()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      log.warn('tunnel.not-started', { code: error.code, message: error.message })
    }
    await origins.setPublic(tunnel.publicUrl(), reason)
    notify()
  }

  async function use(next: AddressChoice, reason: string): Promise<void> {
    await tunnel.stop({ everything: true })
    choice = next
    tunnel = make()
    await start(reason)
  }

  return {
    start: () => start('it was set up'),
    stop: (options) => tunnel.stop(options),
    status: () => tunnel.status(),
    async restart() {
      await tunnel.stop()
      await start('it was started again')
    },
    async setUpNamed(name, token) {
      // Issuers are compared byte for byte, and browsers write host names in lower case.
      const hostname = name.trim().toLowerCase()
      const connectorToken = pastedToken(token)
      if (connectorToken === undefined) {
        await createNamedTunnel({ ...api, apiToken: token, hostname })
      } else {
        await saveNamedTunnel(secrets, { hostname, token: connectorToken, made: null })
      }
      await deps.remember({ tunnel: 'named', tunnelHostname: hostname, publicUrl: null })
      await use(
        { mode: 'named', settings: { ...choice.settings, hostname } },
        'you chose a named tunnel',
      )
    },
    async removeNamed(apiToken) {
      if (apiToken === undefined) {
        await forgetNamedTunnel(secrets)
      } else {
        // Cloudflare does not delete a tunnel that is connected.
        await tunnel.stop({ everything: true })
        try {
          await removeNamedTunnel({ ...api, apiToken })
        } catch (error) {
          await start('it could not be removed')
          throw error
        }
      }
      await deps.remember({ tunnel: 'quick', tunnelHostname: null, publicUrl: null })
      const { hostname: _named, ...settings } = choice.settings
      await use({ mode: 'quick', settings }, 'you removed the named tunnel')
    },
    async choose(mode, url) {
      const { publicUrl: before, ...settings } = choice.settings
      if (mode !== 'own-url') {
        await deps.remember({ tunnel: mode, publicUrl: null })
        if (mode !== choice.mode) await use({ mode, settings }, 'you chose another kind of address')
        return
      }
      const publicUrl = publicOrigin(url ?? '')
      await deps.remember({ publicUrl })
      if (mode === choice.mode && publicUrl === before) return
      await use({ mode, settings: { ...settings, publicUrl } }, 'you gave another address')
    },
    lookAgain: () => tunnel.notifyNetworkChange(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function pastedToken(text: string): string | undefined {
  try {
    return readPastedToken(text)
  } catch {
    return undefined
  }
}
