/** Equal names told apart by what differs, and no name longer than it has to be. */

type Trait<T> = (thing: T) => string | null

/** For each thing what to say besides its name: nothing where the name alone will do. */
export function tellApart<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  traits: readonly Trait<T>[],
): string[][] {
  const labelled = things.map((thing) => ({ thing, said: [nameOf(thing)] }))
  for (const trait of traits) {
    const alike = new Map<string, typeof labelled>()
    for (const one of labelled) {
      const key = JSON.stringify(one.said)
      alike.set(key, [...(alike.get(key) ?? []), one])
    }
    for (const group of alike.values()) {
      const words = group.map(({ thing }) => trait(thing))
      if (new Set(words).size < 2) continue
      for (const [i, { said }] of group.entries()) {
        const word = words[i]
        if (typeof word === 'string') said.push(word)
      }
    }
  }
  return labelled.map(({ said }) => said.slice(1))
}

/** The end of an id, where ids differ. */
export const shortId = (id: string): string => `…${id.slice(-6)}`
