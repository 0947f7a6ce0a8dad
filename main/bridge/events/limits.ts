/** How many subscriptions there can be. Each costs rows in the write of what it hears of. */

export const limits = {
  total: 500,
  perClient: 64,
  perGrant: 32,
  /**
   * For the same event and filter. Some subscribers bring a new address with every call, and there can be
   * several chats: the one that was refreshed longest ago makes room.
   */
  alike: 4,
} as const

const day = 24 * 60 * 60_000

/** How long a subscription lasts without being refreshed. */
export const lifetime = { shortest: 60 * 60_000, longest: 7 * day } as const

/** How long the secret before goes on signing, and a callback that proved itself is believed. */
export const oneDay = day

/** Challenges a sign-in can cause, and all of them together. */
export const challengeRates = {
  perGrant: { burst: 12, perSecond: 0.2 },
  all: { burst: 60, perSecond: 1 },
} as const
