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

const guardSchema = z.looseObject({
  /** Messages between models in one thread without the owner, then it is paused; null: no bound. */
  threadMessages: z.int().min(1).max(10_000).nullable().default(20),
  /** Messages a minute between two models. */
  perMinute: z.int().min(1).max(1000).nullable().default(10),
  /** Characters a day between two models. */
  charactersPerDay: z.int().min(1000).max(1_000_000_000).nullable().default(500_000),
  /** The same words twice in a row in one thread are refused. */
  refuseRepeats: z.boolean().default(true),
})

const wakeSchema = z.looseObject({
  /** How often a participant may be woken in a minute. */
  perMinute: z.int().min(1).max(60).default(3),
  /** And in 24 hours. */
  perDay: z.int().min(0).max(10_000).default(100),
})

const seatsSchema = z.looseObject({
  /** How long a program may take for one turn. */
  minutes: z.int().min(1).max(120).default(10),
  /** How many calls of tools it may make for one turn. */
  calls: z.int().min(3).max(1000).default(40),
})
/** What of the models' sendings waits for the owner; every condition that is there has to fit. */
export const holdRuleSchema = z.looseObject({
  /** `marked`: what the secret scan marks. */
  what: z.enum(['everything', 'files', 'marked']),
  /** Sent by this participant. */
  from: z.string().optional(),
  /** Read by this participant. */
  to: z.string().optional(),
  /** Sent through this client. */
  client: z.string().optional(),
  /** In this talk or thread. */
  talk: z.string().optional(),
  /** Files below this folder. */
  folder: z.string().optional(),
})

export type HoldRule = z.infer<typeof holdRuleSchema>

const signInSchema = z.looseObject({
  accessTokenMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(24 * 60),
  refreshTokenDays: z.int().min(1).max(3650).default(60),
  /** Age at which the signing key is replaced. */
  keyRotationDays: z.int().min(1).max(3650).default(90),
})

const person = {
  issuer: z.string(),
  subject: z.string(),
  name: z.string().nullable().default(null),
}

const identitySchema = z.looseObject({
  /** Who says that somebody is the owner. */
  provider: z.enum(['owner-approval', 'auth0', 'oidc']).default('owner-approval'),
  /** What was saved of a provider, in use or not; the client secret is in the keychain. */
  saved: z
    .looseObject({
      provider: z.enum(['auth0', 'oidc']),
      issuer: z.string(),
      clientId: z.string(),
      audience: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  owner: z
    .looseObject({ ...person, boundAt: z.string() })
    .nullable()
    .default(null),
  /** Others who may sign in, and whom their clients may speak as. */
  people: z.array(z.looseObject({ ...person, participants: z.array(z.string()) })).default([]),
  /** The public callback as it is registered at the provider. */
  registeredCallback: z.string().nullable().default(null),
  /** The fixed loopback callback; the next two ports are its spares. */
  callbackPort: port.default(7422),
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
  /** How far models may go without the owner. */
  guard: guardSchema.prefault({}),
  /** How often the bridge may wake somebody by itself. */
  wake: wakeSchema.prefault({}),
  /** Programs that answer for a participant. */
  seats: seatsSchema.prefault({}),
  /** What is held for the owner; no rule: nothing. What may be a secret waits until the owner turns that off (ADR 85). */
  hold: z
    .array(holdRuleSchema)
    .max(100)
    .default([{ what: 'marked' }]),
  /** What programs linked on this computer may do, by whom they speak as; who is not named here may do everything. */
  linkBounds: z
    .array(
      z.looseObject({
        participant: z.string(),
        mayWrite: z.boolean().default(true),
        reads: z.enum(['whole', 'own']).default('whole'),
      }),
    )
    .max(100)
    .default([]),
  signIn: signInSchema.prefault({}),
  /** What the program asks of others by itself and can do without; all of it is in docs/privacy.md. */
  contact: z
    .looseObject({
      /** The installed app looks for a newer version once a day. */
      updates: z.boolean().default(true),
      /** The time of this computer is compared with that of a server. */
      clockCheck: z.boolean().default(true),
      /** A server is asked to tell "offline" from trouble of the tunnel. */
      connectivityCheck: z.boolean().default(true),
    })
    .prefault({}),
  identity: identitySchema.prefault({}),
  /** Raised: nothing crosses. */
  position: z.enum(['raised', 'lowered']).default('lowered'),
  panel: z
    .looseObject({
      theme: z.enum(['system', 'light', 'dark']).default('system'),
      /** The guide was finished or skipped. */
      guideDone: z.boolean().default(false),
    })
    .prefault({}),
  notifications: z
    .looseObject({
      approvals: z.boolean().default(true),
      messages: z.boolean().default(true),
      address: z.boolean().default(true),
      firstConnection: z.boolean().default(true),
      threads: z.boolean().default(true),
      talks: z.boolean().default(true),
      held: z.boolean().default(true),
    })
    .prefault({}),
  retention: z
    .looseObject({
      /** Days after which archived entries and deleted files may go; null keeps them for good. */
      archivedDays: z.int().min(1).max(36_500).nullable().default(null),
      /** Rows of traffic kept in memory. */
      trafficRows: z.int().min(0).max(100_000).default(20_000),
    })
    .prefault({}),
  /** The desktop app starts when the owner signs in to the computer. */
  openAtLogin: z.boolean().default(false),
})

export type Settings = z.infer<typeof settingsSchema>

/** A change: what is left out stays; `null` brings the default back. */
export type SettingsPatch = PatchOf<Settings>

type PatchOf<T> = {
  [K in keyof T as string extends K ? never : K]?: T[K] extends readonly unknown[]
    ? T[K] | null
    : T[K] extends object
      ? PatchOf<T[K]> | null
      : T[K] | null
}
