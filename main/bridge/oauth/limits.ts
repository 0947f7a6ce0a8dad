/**
 * Every lifetime, size and rate of the authorization server in one place. Tests and the host may
 * replace any of them.
 */
import type { Rate } from '../base/token-buckets.ts'

const minutes = 60
const days = 24 * 60 * minutes

export interface Limits {
  /** Long is safe: a withdrawn grant or token stops working at /mcp on its next request. */
  accessTokenSeconds: number
  /** Counted anew at each rotation. */
  refreshTokenSeconds: number
  /** Must outlast any chain of rotations (the default of 14 days would end sign-ins). */
  grantSeconds: number
  codeSeconds: number
  /** A used refresh token still answers this long: hosts refresh in parallel and retry. */
  refreshGraceSeconds: number
  /** How often a refresh token answers within the grace; each time, a new token is born of it. */
  refreshUses: number
  /** How long the owner may take. */
  approvalSeconds: number
  /** How long a sign-in is kept that never came as far as asking the owner. */
  undecidedSeconds: number
  /** Of those at once; the oldest give way. */
  undecidedSignIns: number
  /** Of the address a client sends the browser to, and of its `state`: the longest known have 1,500. */
  authorizeCharacters: number
  stateCharacters: number
  /** How long the browser is remembered; longer, so that it can be told about the expiry. */
  interactionSeconds: number
  /** Sign-ins of one client waiting at once; a newer one takes the place of a closed page. */
  pendingPerClient: number
  /**
   * Waiting sign-ins of known vendors, clients entered by hand and clients approved before: more
   * than all known vendors can fill together, each with `pendingPerClient`.
   */
  pendingTrusted: number
  /** Waiting sign-ins of everyone else; apart, so that a flood cannot bury a real one. */
  pendingOthers: number
  /** Registrations that were never approved. */
  unapprovedRegistrations: number
  /** An unapproved registration this old may give way to a new one. */
  registrationSettledSeconds: number
  /** An unapproved registration this old is removed. */
  registrationIdleSeconds: number
  /** A signing key is replaced after this long. */
  keySeconds: number
  registrationBytes: number
  formBytes: number
  /** Of what the owner did; and the same again of what anybody can cause. */
  auditRows: number
  /**
   * Sign-ins begun per second that are admitted by lot once the rate of their place is used up
   * (lottery.ts). Each costs a row until it is reaped, and nothing else.
   */
  authorizeByLot: number
  /** Places before the owner that are drawn per second where all are taken (approval-queue.ts). */
  approvalsByLot: number
  rates: {
    /** Below `unapprovedRegistrations` per settling time, so that the quota never shuts anyone out. */
    register: Rate
    /** Shared by all unknown clients, and the same again for each known or approved one. */
    authorize: Rate
    /** Shared by requests that carry no live code or refresh token. */
    token: Rate
    /** For each grant that presents a live code or refresh token. */
    tokenPerGrant: Rate
    /** Introspection and revocation. */
    inspect: Rate
    /** Going to an identity provider, for each sign-in: a row and a line of audit every time. */
    depart: Rate
  }
}

export const defaultLimits: Limits = {
  // Some hosts lose a connection when they refresh; revoking does not wait for the end of a token.
  accessTokenSeconds: 1 * days,
  refreshTokenSeconds: 60 * days,
  grantSeconds: 5 * 365 * days,
  codeSeconds: 60,
  refreshGraceSeconds: 90,
  refreshUses: 50,
  approvalSeconds: 10 * minutes,
  undecidedSeconds: 10 * minutes,
  undecidedSignIns: 500,
  authorizeCharacters: 4_096,
  stateCharacters: 2_048,
  interactionSeconds: 30 * minutes,
  pendingPerClient: 3,
  pendingTrusted: 18,
  pendingOthers: 6,
  unapprovedRegistrations: 100,
  registrationSettledSeconds: 10 * minutes,
  registrationIdleSeconds: 1 * days,
  keySeconds: 90 * days,
  registrationBytes: 32 * 1024,
  formBytes: 32 * 1024,
  auditRows: 10_000,
  authorizeByLot: 5,
  approvalsByLot: 0.1,
  rates: {
    register: { burst: 20, perSecond: 0.1 },
    authorize: { burst: 40, perSecond: 1 },
    token: { burst: 60, perSecond: 5 },
    tokenPerGrant: { burst: 120, perSecond: 5 },
    inspect: { burst: 100, perSecond: 20 },
    depart: { burst: 6, perSecond: 0.05 },
  },
}
