/** Every setting, its bounds and its default. Keys that this version does not know are let through. */
import { z } from 'zod'

const port = z.int().min(0).max(65_535)

const limitsSchema = z.looseObject({
  /** Bytes of UTF-8 in one message. */
  messageBytes: z
    .int()
    .min(1024)
    .max(16 * 1024 * 1024)
    .default(256 * 1024),
  /** Bytes in one shared file. The largest still fits, as base64, into one string of JavaScript. */
  fileBytes: z
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(25 * 1024 * 1024),
  /** Bytes of all versions of all shared files together. */
  storageBytes: z
    .int()
    .min(1024 * 1024)
    .default(2 * 1024 * 1024 * 1024),
})

const signInSchema = z.looseObject({
  accessTokenMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(60),
  refreshTokenDays: z.int().min(1).max(3650).default(60),
  /** Age at which the signing key is replaced. */
  keyRotationDays: z.int().min(1).max(3650).default(90),
})

export const settingsSchema = z.looseObject({
  /** Where MCP clients and the tunnel come in; 0 takes any free port. */
  port: port.default(7420),
  /** Where the panel is served on this computer. */
  controlPort: port.default(7421),
  /** How the bridge gets its public address. */
  tunnel: z.enum(['off', 'quick', 'named']).default('quick'),
  /** The name of the named tunnel; its token is a secret. */
  tunnelHostname: z.string().nullable().default(null),
  /** cloudflared goes on while the bridge is closed. */
  tunnelKeeper: z.boolean().default(false),
  /** A cloudflared of the owner's own. */
  cloudflared: z.string().nullable().default(null),
  /** The address of somebody's own reverse proxy. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  limits: limitsSchema.prefault({}),
  signIn: signInSchema.prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>

/** A change: what is left out stays; `null` brings the default back. */
export interface SettingsPatch {
  port?: number | null
  controlPort?: number | null
  tunnel?: Settings['tunnel'] | null
  tunnelHostname?: string | null
  tunnelKeeper?: boolean | null
  cloudflared?: string | null
  publicUrl?: string | null
  limits?: {
    messageBytes?: number | null
    fileBytes?: number | null
    storageBytes?: number | null
  }
  signIn?: {
    accessTokenMinutes?: number | null
    refreshTokenDays?: number | null
    keyRotationDays?: number | null
  }
}
