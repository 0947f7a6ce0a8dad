/** Which public address the bridge gets: what was asked for at this start, else the settings. */
import type { AddressChoice } from '../bridge/address/public-address.ts'
import type { Settings } from '../contract/settings-schema.ts'
import { publicOrigin } from '../bridge/base/public-url.ts'

export interface AskedAddress {
  tunnel?: 'off' | 'quick' | 'named' | undefined
  publicUrl?: string | undefined
}

/** Where a cloudflared may lie that came with the program. */
export interface ProgramFolders {
  /** `node_modules` of a checkout. */
  modulesDir?: string | undefined
  /** What the installer put beside the app. */
  resourcesDir?: string | undefined
}

/** A flag counts more than a setting; an address of the owner's own more than a tunnel. */
export function addressChoice(
  asked: AskedAddress,
  settings: Settings,
  { modulesDir, resourcesDir }: ProgramFolders,
): AddressChoice {
  const { tunnelHostname, tunnelKeeper, cloudflared, contact } = settings
  const common = {
    keeper: tunnelKeeper,
    hostname: tunnelHostname ?? undefined,
    binary: cloudflared ?? undefined,
    connectivityCheck: contact.connectivityCheck,
    modulesDir,
    resourcesDir,
  }
  const publicUrl = asked.publicUrl ?? (asked.tunnel === undefined ? settings.publicUrl : null)
  return publicUrl === null
    ? { mode: asked.tunnel ?? settings.tunnel, settings: common }
    : { mode: 'own-url', settings: { ...common, publicUrl: publicOrigin(publicUrl) } }
}
