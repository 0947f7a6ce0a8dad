/**
 * The settings that are numbers: bounds, and the unit they are shown in. The bridge checks again by
 * its own schema; a test holds these bounds against it.
 */
import { settingsStrings } from '../../strings/settings.ts'

export type NumberName = keyof typeof settingsStrings.numbers

interface NumberSetting {
  min: number
  /** Left out: no upper bound. */
  max?: number
  /** What one of the unit shown stands for. */
  factor: number
}

const KIB = 1024
const MIB = 1024 * 1024
const port = { min: 0, max: 65_535, factor: 1 }

export const numberSettings: Record<NumberName, NumberSetting> = {
  port,
  controlPort: port,
  'identity.callbackPort': port,
  'limits.messageBytes': { min: KIB, max: 16 * MIB, factor: KIB },
  'limits.fileBytes': { min: KIB, max: 256 * MIB, factor: MIB },
  'limits.storageBytes': { min: MIB, factor: MIB },
  'guard.threadMessages': { min: 1, max: 10_000, factor: 1 },
  'guard.perMinute': { min: 1, max: 1000, factor: 1 },
  'guard.charactersPerDay': { min: 1000, max: 1_000_000_000, factor: 1000 },
  'signIn.accessTokenMinutes': { min: 1, max: 24 * 60, factor: 1 },
  'signIn.refreshTokenDays': { min: 1, max: 3650, factor: 1 },
  'signIn.keyRotationDays': { min: 1, max: 3650, factor: 1 },
  'retention.trafficRows': { min: 0, max: 100_000, factor: 1 },
  'retention.archivedDays': { min: 1, max: 36_500, factor: 1 },
}

/** As it is typed into the field, without thousands separators. */
export const shownNumber = (name: NumberName, value: number): string =>
  String(Number((value / numberSettings[name].factor).toFixed(3)))

/** The value that was typed, or what is wrong with it. */
export function readNumber(
  name: NumberName,
  text: string,
): { value: number; error?: never } | { value?: never; error: string } {
  const { min, max, factor } = numberSettings[name]
  const words = settingsStrings.wrong
  const typed = text.trim().replace(',', '.')
  // A fraction makes sense only where a unit stands for many.
  const whole = factor === 1 ? /^\d+$/ : /^\d+(\.\d+)?$/
  if (!whole.test(typed)) return { error: words.number }
  const value = Math.round(Number(typed) * factor)
  const unit = settingsStrings.numbers[name].unit
  const said = (bound: number): string => `${shownNumber(name, bound)} ${unit}`.trim()
  if (max === undefined && value < min) return { error: words.least(said(min)) }
  if (max !== undefined && (value < min || value > max)) {
    return { error: words.range(said(min), said(max)) }
  }
  if (!Number.isSafeInteger(value)) return { error: words.number }
  return { value }
}

/** `limits.fileBytes` with a value, as a patch of the settings. */
export function patchOf(name: string, value: unknown): Record<string, unknown> {
  const [first = name, ...rest] = name.split('.')
  return { [first]: rest.length === 0 ? value : patchOf(rest.join('.'), value) }
}

export function valueOf(settings: Record<string, unknown>, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (within, key) => (within as Record<string, unknown> | undefined)?.[key],
      settings,
    )
}
