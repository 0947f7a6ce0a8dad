/** Which hand-ins the owner judges: the last answer of each seat, for that is what it stands by. */
import type { Talk, TalkStep } from '../shapes.ts'

export type Mark = 'right' | 'wrong' | 'unclear'

export interface Judged {
  step: TalkStep
  /** What a mark names it by. */
  number: number
  name: string
}

/** In the order of the seats; a seat that never gave an answer has none. */
export function lastAnswers({ seats, steps }: Talk): Judged[] {
  return seats.flatMap(({ participant, name }) => {
    const step = steps.findLast(
      ({ by, handIn, handInNumber }) =>
        by === participant && handInNumber !== null && handIn?.answer !== undefined,
    )
    return step?.handInNumber != null ? [{ step, number: step.handInNumber, name }] : []
  })
}

/** How the owner judged it before. */
export const markOf = ({ marks }: TalkStep): Mark | undefined =>
  (['right', 'wrong', 'unclear'] as const).find((mark) => marks.includes(mark))
