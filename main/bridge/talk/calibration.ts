/** How each participant's confidence did: of what it was so sure of, how much the owner found right. */

export interface Marked {
  participant: string
  confidence: number
  mark: 'right' | 'wrong' | 'unclear'
}

export interface Bucket {
  from: number
  to: number
  count: number
  right: number
}

/** Of what is right or wrong; what is unclear says nothing. Participants in order of their ids. */
export function calibrationOf(
  marked: readonly Marked[],
): { participant: string; buckets: Bucket[] }[] {
  const clear = marked.filter(({ mark }) => mark !== 'unclear')
  const people = [...new Set(clear.map(({ participant }) => participant))].toSorted()
  return people.map((participant) => {
    const own = clear.filter((one) => one.participant === participant)
    const buckets = [0, 20, 40, 60, 80].map((from) => {
      const to = from + 20
      const inside = own.filter(
        ({ confidence }) => confidence >= from && (confidence < to || to === 100),
      )
      const right = inside.filter(({ mark }) => mark === 'right').length
      return { from, to, count: inside.length, right }
    })
    return { participant, buckets }
  })
}
