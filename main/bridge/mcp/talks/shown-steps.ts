/**
 * How far each client has read in each talk, so that an answer brings only what is new. In memory: after a
 * restart something may be shown twice, which does no harm.
 */
const most = 1_000

export interface ShownSteps {
  get(talk: string, participant: string, client: string): number | undefined
  set(talk: string, participant: string, client: string, step: number): void
}

export function createShownSteps(): ShownSteps {
  const shown = new Map<string, number>()
  const keyOf = (...parts: string[]) => JSON.stringify(parts)
  return {
    get: (talk, participant, client) => shown.get(keyOf(talk, participant, client)),
    set(talk, participant, client, step) {
      const key = keyOf(talk, participant, client)
      // Put at the end, so that the one not looked at for longest is forgotten first.
      shown.delete(key)
      shown.set(key, step)
      const [oldest] = shown.keys()
      if (shown.size > most && oldest !== undefined) shown.delete(oldest)
    },
  }
}
