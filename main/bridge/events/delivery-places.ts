/**
 * How many deliveries are under way at the same time: altogether, and of one sign-in. Which sign-in a
 * subscription belongs to is remembered, so that passing over those that have to wait costs no look into the store.
 */
const mostAtOnce = 64
const mostOfGrant = 16
/** Of those remembered; a subscription is looked up again when it was forgotten. */
const mostKnown = 1_000

export interface Places {
  full(): boolean
  /** Whether none is taken. */
  empty(): boolean
  /** Whether its sign-in has as many under way as it may; false while it is not known. */
  fullFor(id: string): boolean
  know(id: string, grant: string): void
  /** Takes one. What it gives frees it; a second time it does nothing. */
  take(id: string): () => void
}

export function createPlaces(): Places {
  const grants = new Map<string, string>()
  const counts = new Map<string, number>()
  let all = 0

  function count(grant: string, by: 1 | -1): void {
    all += by
    const left = (counts.get(grant) ?? 0) + by
    if (left === 0) counts.delete(grant)
    else counts.set(grant, left)
  }

  return {
    full: () => all >= mostAtOnce,
    empty: () => all === 0,
    fullFor: (id) => (counts.get(grants.get(id) ?? '') ?? 0) >= mostOfGrant,
    know(id, grant) {
      if (grants.size >= mostKnown) grants.clear()
      grants.set(id, grant)
    },
    take(id) {
      const grant = grants.get(id) ?? ''
      count(grant, 1)
      let taken = true
      return () => {
        if (taken) count(grant, -1)
        taken = false
      }
    },
  }
}
