/** What the rest of the bridge sees of the authorization server. */
import type { Origin } from '../address/origin.ts'
import type { RequestListener } from 'node:http'
import type { Vendor } from '../vendors/facts.ts'

export const scopes = ['messages:read', 'messages:write', 'files:read', 'files:write'] as const
export type Scope = (typeof scopes)[number]

/** Of the conversation: all of it, or only what its participant wrote and was sent. */
export type Reads = 'whole' | 'own'

/** A valid access token, as the MCP endpoint needs it. */
export interface VerifiedToken {
  clientId: string
  clientName: string
  vendor: Vendor
  /** The vendor where that is more than the client's own word; otherwise `other`. */
  provenVendor: Vendor
  /** The sign-in this token came from. */
  grant: string
  /** Whom the sign-in behind this token speaks as. */
  participant: string
  scopes: ReadonlySet<string>
  reads: Reads
  /** Seconds since the epoch. */
  expiresAt: number
}

export type TokenCheck =
  | { ok: true; token: VerifiedToken }
  /**
   * `reason` is safe to show: "expired", "revoked", "made for another address"… `clientId` is whose
   * token it was, where this bridge made it.
   */
  | { ok: false; reason: string; clientId?: string | undefined }

export interface PendingApproval {
  /** The number on the page, e.g. "4821". Unique among those waiting. */
  number: string
  clientId: string
  clientName: string
  vendor: Vendor
  /** How the client was identified. `known` = built-in vendor table, `cimd` = host verified by fetch. */
  identifiedBy: 'known' | 'cimd' | 'registered' | 'manual'
  /** "chatgpt.com" for known vendors and CIMD hosts; null when the client only says who it is. */
  verifiedHost: string | null
  redirectHost: string
  /** It comes back to this computer, where any program can use its id. */
  comesBackHere: boolean
  scopes: Scope[]
  origin: string
  /** Whom we would suggest it speaks as. */
  suggestedParticipant: string
  /** What it reads, speaking as the suggested one, unless the owner says otherwise. */
  reads: Reads
  requestedAt: string
  expiresAt: string
}

export interface ClientSummary {
  clientId: string
  /** What the owner calls it, else what it calls itself. */
  name: string
  /** What it calls itself, where the owner gave it another name. */
  ownName: string | null
  vendor: Vendor
  /** The vendor where that is more than the client's own word; otherwise `other`. */
  provenVendor: Vendor
  registeredBy: 'known' | 'cimd' | 'registered' | 'manual'
  redirectUris: string[]
  /** Whom its newest sign-in speaks as; null until the owner approved one. */
  participant: string | null
  /** Whom its sign-ins speak as: several when people share the client id of a vendor. */
  participants: string[]
  scopes: string[]
  /** `whole` when any of its living sign-ins reads the whole conversation. */
  reads: Reads
  createdAt: string
  lastUsedAt: string | null
  /** The origin of its newest approved sign-in: its tokens are good there and nowhere else. */
  origin: string | null
  /** How many grants (sign-ins) are alive. */
  grants: number
  /** Refresh tokens that can still be used. */
  tokens: number
}

export interface SigningKeySummary {
  kid: string
  state: 'next' | 'current' | 'retired'
  createdAt: string
  /** When a retired key is dropped from the JWKS. */
  retiresAt: string | null
}

export type AuthorizationEvent = { type: 'approvals' } | { type: 'clients' } | { type: 'keys' }

/** One request to the sign-in routes, after its answer. */
export interface SignInRequest {
  method: string
  path: string
  query: string
  requestBody: string | undefined
  status: number | null
  location: string | undefined
  /** The object it was answered with, if any. */
  answer: unknown
}

export interface SignInFacts {
  flow: string | null
  clientId: string | null
  client: string | null
  participant: string | null
}

export interface SignInStory {
  read(request: SignInRequest): SignInFacts
  /** The sign-in whose token is used for the first time; null for every other call. */
  firstCall(token: string): string | null
}

export interface AuthorizationServer {
  /** Serve exactly these origins from now on; one provider each, over one store and key set. */
  setOrigins(origins: Origin[]): Promise<void>
  /**
   * Answers every OAuth, well-known and approval path of one origin; calls `next` for a path that
   * is not its own. The Host header has been matched to the origin by the listener.
   */
  handler(origin: Origin): (...args: [...Parameters<RequestListener>, next: () => void]) => void
  /** WWW-Authenticate value for a 401 or 403 of `/mcp` at this origin (RFC 6750, RFC 9728). */
  challenge(origin: Origin, error?: { error: string; description: string; scope?: string }): string
  /** Which sign-in a request belongs to: for the record of traffic. */
  story: SignInStory
  /** What a sign-in may do at this moment, without a token; undefined once it has ended. No I/O. */
  standing(
    grant: string,
  ): Pick<VerifiedToken, 'clientId' | 'clientName' | 'participant' | 'scopes'> | undefined
  /** No I/O for a token seen before; the answer follows a revocation at once. */
  verifyAccessToken(origin: Origin, token: string): TokenCheck | Promise<TokenCheck>

  approvals: {
    list(): PendingApproval[]
    /**
     * Resolves when recorded; the waiting page goes on by itself. Scopes default to all it asked for,
     * `reads` to what this client read before as the same participant, else to its own.
     */
    approve(
      number: string,
      participant: string,
      scopes?: readonly string[],
      reads?: Reads,
    ): Promise<PendingApproval>
    /** `others`: also all of its kind that wait, and those that come in the next ten minutes. */
    deny(number: string, others?: boolean): Promise<PendingApproval>
    /** Lets in the one whose page shows this pass while others of its kind are shut out. Until when. */
    admit(pass: string): { until: string }
    /** Until when sign-ins of any kind are shut out. */
    shut(): { until: string | null }
  }
  clients: {
    list(): ClientSummary[]
    /** When it last used a token, in ISO 8601; null for never, and for one that is not on record. */
    lastUsed(clientId: string): string | null
    /**
     * The secret is returned once and stored only as a hash. Without redirect addresses the client
     * gets those of the known clients.
     */
    add(request: {
      name: string
      redirectUris: string[]
      secret: boolean
    }): Promise<{ client: ClientSummary; clientSecret?: string }>
    /** Ends every grant and token of the client; effective on its next request. Removes registrations. */
    revoke(clientIdOrName: string): Promise<ClientSummary>
    /** All its sign-ins speak as `participant` from now on. */
    assign(clientId: string, participant: string): Promise<ClientSummary>
    /** What the owner calls it; an empty name brings back its own. */
    rename(clientId: string, name: string): Promise<ClientSummary>
    /** Leaves its sign-ins these scopes of those they have; effective on its next request. */
    narrow(clientId: string, scopes: readonly string[]): Promise<ClientSummary>
    /** How much of the conversation all its sign-ins read; effective on its next request. */
    setReads(clientId: string, reads: Reads): Promise<ClientSummary>
  }
  keys: {
    list(): SigningKeySummary[]
    rotate(): Promise<SigningKeySummary[]>
  }
  /** Ends what this person signed in for at an identity provider; effective on the next request. */
  endSignInsOf(person: { issuer: string; subject: string }): Promise<void>
  onEvent(listener: (event: AuthorizationEvent) => void): () => void
  stop(): Promise<void>
}
