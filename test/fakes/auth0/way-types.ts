/** What it takes to bring one row of the error catalogue about. */
import type { FakeAuth0 } from './fake-auth0.ts'
import type { TenantClient } from './tenant.ts'
import type { Visit } from './visitor.ts'

export interface World {
  auth0: FakeAuth0
  /** The app that signs people in; set up rightly at first. */
  app: TenantClient
  /** The callback it uses. */
  callback: string
}

interface Way {
  id: string
  /** What is done wrongly, before anything begins. */
  arrange?(world: World): void
  /** The exact text, as it is shown or sent. */
  text(world: World): string
}

/** A sign-in that ends on Auth0's own page, with an error sent back, or at the token endpoint. */
export interface SignInWay extends Way {
  where: 'page' | 'redirect' | 'token'
  /** The audience the app is set to send. */
  audience?: string
  /** Changed in the address on the way to Auth0: what the app itself would never send. */
  params?: Record<string, string>
  /** The person has signed in to another app of the tenant before. */
  signedIn?: boolean
  /** What the person does on the pages. */
  visit?: Visit
  /** What happens between the way back and the code's exchange. */
  between?(world: World): void
  /** `error` of the redirect or of the token endpoint; none where the answer is no error by itself. */
  error?: string
  /** HTTP status of the token endpoint. */
  status?: number
  /** The type of the entry in the tenant log. */
  log?: string
}

/** Discovery that leads nowhere. */
export interface DiscoveryWay extends Way {
  where: 'discovery'
  /** What openid-client makes of it. */
  thrown: string
}

/** A program that asks for a token of an API by itself (client_credentials). */
export interface ProgramWay extends Way {
  where: 'program'
  audience: string
  status: number
  error: string
  log: string
}

/** A call of the Management API. */
export interface ManagementWay extends Way {
  where: 'management'
  call(world: World): { method: string; path: string; body?: unknown }
  /** The token it is made with; by default one that may do everything. */
  token?(world: World): Promise<string>
  /** How often it is made; the last answer counts. */
  times?: number
  status: number
}

export type WayToFail = SignInWay | DiscoveryWay | ProgramWay | ManagementWay
