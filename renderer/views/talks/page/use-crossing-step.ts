/** The newest thing a seat said, once somebody looks on: not what was there before. */
import { useState } from 'react'
import type { Talk, TalkStep } from '../shapes.ts'

export function useCrossingStep({ steps }: Talk): TalkStep | undefined {
  const newest = steps.findLast(({ kind }) => kind === 'said')
  const [atFirst] = useState(newest?.seq ?? 0)
  return newest && newest.seq > atFirst ? newest : undefined
}
