/**
 * Which settings were changed since the start and count only from the next one. Everything else is
 * read where it is used, so a change of it counts at once.
 */
import type { Settings } from '../../contract/settings-schema.ts'
import type { SettingsStore } from './settings.ts'

/** What is read once, at the start. */
const readAtStart = [
  'port',
  'controlPort',
  'tunnel',
  'tunnelHostname',
  'tunnelKeeper',
  'cloudflared',
  'publicUrl',
  'contact.connectivityCheck',
  'signIn.accessTokenMinutes',
  'signIn.refreshTokenDays',
  'signIn.keyRotationDays',
  'identity.callbackPort',
] as const

type Name = (typeof readAtStart)[number]

export interface RestartNeeds {
  /** In the order of the schema. */
  names(): string[]
  /** These were carried out without a restart. */
  applied(names: readonly Name[]): void
}

export function createRestartNeeds(settings: Pick<SettingsStore, 'get'>): RestartNeeds {
  const running = new Map(readAtStart.map((name) => [name, valueOf(settings.get(), name)]))
  return {
    names: () => readAtStart.filter((name) => valueOf(settings.get(), name) !== running.get(name)),
    applied(names) {
      for (const name of names) running.set(name, valueOf(settings.get(), name))
    },
  }
}

function valueOf(settings: Settings, name: Name): unknown {
  return name.split('.').reduce<unknown>((value, key) => {
    return (value as Record<string, unknown>)[key]
  }, settings)
}
