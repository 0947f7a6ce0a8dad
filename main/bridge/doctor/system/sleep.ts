/** Whether this computer goes to sleep by itself while it is plugged in, as far as it can be asked. */
import type { Ask } from '../../base/ask-program.ts'
import { plural } from '../../base/plural.ts'

export interface SleepSetting {
  sleeps: boolean
  /** As the owner would find it: "after 15 minutes". */
  words: string
}

/** Null where it cannot be known. */
export async function sleepSetting(
  platform: NodeJS.Platform,
  ask: Ask,
): Promise<SleepSetting | null> {
  if (platform === 'darwin') return fromPmset(await ask('pmset', ['-g', 'custom']))
  if (platform === 'win32') {
    return fromPowercfg(
      await ask('powercfg', ['/query', 'SCHEME_CURRENT', 'SUB_SLEEP', 'STANDBYIDLE']),
    )
  }
  return fromGnome(
    await ask('gsettings', ['list-recursively', 'org.gnome.settings-daemon.plugins.power']),
  )
}

const never: SleepSetting = { sleeps: false, words: 'never while plugged in' }

const after = (minutes: number): SleepSetting =>
  minutes <= 0 ? never : { sleeps: true, words: `after ${plural(minutes, 'minute')}` }

/** macOS: minutes, in a part for mains power. */
function fromPmset(text: string | null): SleepSetting | null {
  const mains = /AC Power:([\s\S]*?)(?:\n\w[^\n]*:|$)/.exec(text ?? '')?.[1]
  const minutes = /^[\t ]*sleep[\t ]+(\d+)/m.exec(mains ?? '')?.[1]
  return minutes === undefined ? null : after(Number(minutes))
}

/** Windows: seconds in hexadecimal; its words are in the language of the system. */
function fromPowercfg(text: string | null): SleepSetting | null {
  // The last two values are the ones in force, first for mains and then for battery.
  const values = [...(text ?? '').matchAll(/0x([0-9a-f]{8})\s*$/gim)].map(([, hex = '0']) =>
    Number.parseInt(hex, 16),
  )
  const mains = values.at(-2)
  return mains === undefined ? null : after(Math.round(mains / 60))
}

/** GNOME; other desktops have no setting that could be asked for. */
function fromGnome(text: string | null): SleepSetting | null {
  const type = /sleep-inactive-ac-type '([\w-]+)'/.exec(text ?? '')?.[1]
  if (type === undefined) return null
  if (type === 'nothing') return never
  const seconds = Number(/sleep-inactive-ac-timeout (\d+)/.exec(text ?? '')?.[1] ?? 0)
  return after(Math.round(seconds / 60))
}
