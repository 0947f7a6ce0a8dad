/** What the app reads of Auth0's objects, and no more; unknown fields are let through and never sent back. */
import { z } from 'zod'

export const clientSchema = z.object({
  client_id: z.string(),
  name: z.string().default(''),
  app_type: z.string().nullish(),
  is_first_party: z.boolean().nullish(),
  callbacks: z.array(z.string()).nullish(),
  grant_types: z.array(z.string()).nullish(),
  token_endpoint_auth_method: z.string().nullish(),
  oidc_conformant: z.boolean().nullish(),
  organization_usage: z.string().nullish(),
  jwt_configuration: z
    .object({ alg: z.string().nullish(), lifetime_in_seconds: z.number().nullish() })
    .nullish(),
  client_metadata: z.record(z.string(), z.string()).nullish(),
  /** Only with the permission read:client_keys. */
  client_secret: z.string().nullish(),
})
export type ClientFacts = z.infer<typeof clientSchema>

export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `auth0` is a database. */
  strategy: z.string(),
  /** Sent back as a whole, so everything in it is kept. */
  options: z.record(z.string(), z.unknown()).nullish(),
})
export type ConnectionFacts = z.infer<typeof connectionSchema> & { clients: string[] }

export const connectionClientsSchema = z.object({
  clients: z.array(z.object({ client_id: z.string() })),
  next: z.string().nullish(),
})

const policySchema = z.object({ policy: z.string().nullish() }).nullish()

export const apiSchema = z.object({
  id: z.string(),
  identifier: z.string(),
  name: z.string().default(''),
  signing_alg: z.string().nullish(),
  token_encryption: z.unknown(),
  subject_type_authorization: z.object({ user: policySchema, client: policySchema }).nullish(),
})
export type ApiFacts = z.infer<typeof apiSchema>

export const grantSchema = z.object({
  id: z.string(),
  client_id: z.string().nullish(),
  audience: z.string(),
  /** `client` where an older tenant leaves it out. */
  subject_type: z.string().default('client'),
})
export type GrantFacts = z.infer<typeof grantSchema>

export const tenantSettingsSchema = z.object({ default_audience: z.string().nullish() })
