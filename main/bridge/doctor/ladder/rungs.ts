/** The ten rungs every client climbs, in order. */

export const rungTitles = {
  reached: 'Reached the bridge',
  metadata: 'Read how to sign in',
  identified: 'Registered, or said who it is',
  authorized: 'Sent you to the sign-in page',
  approved: 'You approved it',
  returned: 'Went back to the client',
  exchanged: 'Fetched its tokens',
  called: 'First call with a token',
  listed: 'Asked for the tools',
  used: 'Used a tool',
} as const

/** Those of a client that subscribes to events. */
export const eventRungTitles = {
  subscribed: 'Subscribed to events',
  verified: 'Its callback proved itself',
  woken: 'Took its first event',
} as const

export type EventRungId = keyof typeof eventRungTitles

export type RungId = keyof typeof rungTitles

export const rungIds = Object.keys(rungTitles) as RungId[]
export const eventRungIds = Object.keys(eventRungTitles) as EventRungId[]

/** A new sign-in begins at this rung; those before it hold for the next one too. */
export const signInRungs: readonly RungId[] = ['authorized', 'approved', 'returned', 'exchanged']
