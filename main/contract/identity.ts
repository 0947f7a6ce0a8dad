/** How the owner proves to be the owner: on this computer, at Auth0, or at any OpenID provider. */
import { z } from 'zod'
import { isoTime, method, nothing, participantId, problemSchema } from './method.ts'

const personSchema = z.object({
  issuer: z.string(),
  subject: z.string(),
  /** As the provider says it; nothing is decided by it. */
  name: z.string().nullable(),
})

export const identitySchema = z.object({
  provider: z.enum(['owner-approval', 'auth0', 'oidc']),
  /** "this computer", "Auth0", or the host of the provider. */
  name: z.string(),
  /** The kind of what was saved, in use or not. */
  saved: z.enum(['auth0', 'oidc']).nullable(),
  issuer: z.string().nullable(),
  clientId: z.string().nullable(),
  hasSecret: z.boolean(),
  /** Only where the owner set one. */
  audience: z.string().nullable(),
  /** Nobody signs in before somebody is bound. */
  owner: personSchema.extend({ boundAt: isoTime }).nullable(),
  /** Others who were admitted, and whom their clients may speak as. */
  people: z.array(personSchema.extend({ participants: z.array(participantId) })),
  /** What has to be registered at the provider, to the letter. */
  callbacks: z.array(
    z.object({
      url: z.string(),
      kind: z.enum(['public', 'loopback']),
      /** `confirmed`: a sign-in came back by it, or it was read there. */
      state: z.enum(['unknown', 'confirmed']),
    }),
  ),
  /** The public address is not the registered one any more: the line to paste, and where. */
  drift: z
    .object({ line: z.string(), replaces: z.string().nullable(), link: z.string().nullable() })
    .nullable(),
  /** The newest attempts to sign in, newest first. */
  attempts: z.array(
    z.object({
      id: z.string(),
      at: isoTime,
      purpose: z.enum(['sign-in', 'test']),
      callback: z.enum(['public', 'loopback']),
      state: z.enum(['waiting', 'done', 'failed', 'timed-out']),
      problem: problemSchema.nullable(),
      person: personSchema.nullable(),
    }),
  ),
  /** A one-time management token in memory. */
  token: z
    .object({ domain: z.string(), expiresAt: isoTime, scopes: z.array(z.string()) })
    .nullable(),
})

/** One step of the set-up guide: data that the panel and the command line both show. */
export const identityStepSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Why it is needed, in one sentence. */
  why: z.string(),
  /** The page to open. */
  open: z.object({ label: z.string(), url: z.string() }).nullable(),
  /** What to do there, one action a line. */
  do: z.array(z.string()),
  /** Values to copy into that page. */
  copy: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Values to bring back here. */
  enter: z.array(
    z.object({
      field: z.enum(['domain', 'clientId', 'clientSecret', 'audience']),
      label: z.string(),
      secret: z.boolean(),
      optional: z.boolean(),
    }),
  ),
  /** What it must read afterwards. */
  expect: z.string(),
  check: z.object({
    state: z.enum(['unknown', 'ok', 'failed', 'cannot-tell']),
    /** What was found, in one sentence. */
    detail: z.string(),
    problem: problemSchema.nullable(),
    at: isoTime.nullable(),
  }),
})

/** One thing "do it for me" would change or has changed. */
export const identityChangeSchema = z.object({
  /** The same in plan and report. */
  id: z.string(),
  what: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  state: z.enum(['planned', 'unchanged', 'done', 'failed']),
  /** Other applications of the tenant feel it too: done only when `choose` names it. */
  choice: z.boolean(),
  problem: problemSchema.nullable(),
})

const draft = z.object({
  provider: z.enum(['auth0', 'oidc']),
  /** An Auth0 domain, or the issuer of another provider. */
  domain: z.string().max(300).optional(),
  clientId: z.string().max(300).optional(),
  clientSecret: z.string().max(1_000).optional(),
  /** Empty: none. */
  audience: z.string().max(300).optional(),
})

const plan = z.array(identityChangeSchema)

export const identityMethods = {
  'identity.status': method(nothing, identitySchema),
  /** The guide with what is known about each step; a draft is looked at but not kept. */
  'identity.steps': method(draft, z.array(identityStepSchema)),
  /** Runs the checks of the guide live against the provider; a draft is not kept. */
  'identity.check': method(
    draft.extend({ step: z.string().optional() }),
    z.array(identityStepSchema),
  ),
  /** Keeps what was entered. Sign-ins go there once an owner is bound. The secret goes to the keychain. */
  'identity.save': method(draft, identitySchema),
  /** Back to approving on this computer; what was entered is kept unless `forget`. */
  'identity.off': method(z.object({ forget: z.boolean().optional() }), identitySchema),
  /** Sign-ins go to the provider that was saved; refused as long as no owner is bound. */
  'identity.on': method(nothing, identitySchema),
  /**
   * A one-time link that signs in at the provider to test it, by the callback named. With `bind`, who
   * signs in becomes the owner; the outcome is the newest of `attempts`.
   */
  'identity.test': method(
    z.object({ callback: z.enum(['public', 'loopback']).optional(), bind: z.boolean().optional() }),
    z.object({ url: z.string(), attempt: z.string() }),
  ),
  'identity.unbind': method(nothing, identitySchema),
  'identity.admit': method(
    z.object({
      subject: z.string().min(1).max(300),
      name: z.string().max(100).optional(),
      participants: z.array(participantId).min(1),
    }),
    identitySchema,
  ),
  'identity.dismiss': method(z.object({ subject: z.string() }), identitySchema),
  /** The owner has pasted the line of `drift` there. */
  'identity.confirm-callback': method(nothing, identitySchema),
  /** Decodes a one-time Management API token and keeps it in memory until it is forgotten or expires. */
  'identity.token': method(z.object({ token: z.string().min(1).max(10_000) }), identitySchema),
  'identity.forget-token': method(nothing, identitySchema),
  /** What "do it for me" would do; changes nothing. */
  'identity.plan': method(nothing, plan),
  /** Does it, reads it back, and forgets the token unless `keep`. */
  'identity.apply': method(
    z.object({ choose: z.array(z.string()).optional(), keep: z.boolean().optional() }),
    plan,
  ),
  /** Entries of the provider's own log that fit an attempt; needs the token. */
  'identity.logs': method(
    z.object({ attempt: z.string().optional() }),
    z.array(
      z.object({
        at: isoTime,
        type: z.string(),
        description: z.string(),
        meaning: z.string(),
        problem: problemSchema.nullable(),
      }),
    ),
  ),
  /** What an error text of the provider's own page means. */
  'identity.explain': method(
    z.object({ text: z.string().min(1).max(20_000) }),
    z.array(problemSchema),
  ),
} as const
