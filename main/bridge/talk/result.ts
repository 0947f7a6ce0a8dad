/** What came of a talk: agreement (which is not proof), what is disputed, what is open, who changed. */
import { firstWords } from '../conversation/texts.ts'
import type { Talk, TalkResult } from './talk-types.ts'
import { compareAnswers } from './agreement.ts'
import { resultMarkdown } from './result-markdown.ts'
import type { HandIn } from './types.ts'

/** Of a talk that has ended. */
export function resultOf(talk: Talk, nameOf: (participant: string) => string): TalkResult {
  const { state } = talk
  const answers = lastAnswers(talk)
  const same =
    state.compared === 'same' ||
    (answers.length > 1 && compareAnswers(answers.map(({ answer }) => answer)) === 'same')
  const [first] = answers
  const said = answers.map(({ participant, answer }) => `${nameOf(participant)}: ${answer}`)
  const parts = {
    agreed: [
      ...(same && first ? [`All say: ${first.answer} (agreement, not proof)`] : []),
      ...accepted(talk, nameOf),
    ],
    disagreed: same || said.length < 2 ? [] : said,
    open: openQuestions(talk, nameOf),
    changes: changesIn(talk),
    verdict: talk.steps.findLast(({ kind }) => kind === 'verdict')?.text ?? null,
    savedAs: talk.savedAs,
  }
  return { ...parts, markdown: resultMarkdown(talk, parts, nameOf) }
}

/** The answer each seat stands by at the end. */
export function lastAnswers(talk: Talk): { participant: string; answer: string }[] {
  return talk.state.seats.flatMap(({ participant }) => {
    const last = handInsOf(talk, participant).findLast(({ content }) => content?.answer)
    return last?.content?.answer ? [{ participant, answer: last.content.answer }] : []
  })
}

const handInsOf = (talk: Talk, participant: string): HandIn[] =>
  talk.state.handIns.filter((handIn) => handIn.participant === participant)

function accepted(talk: Talk, nameOf: (participant: string) => string): string[] {
  return talk.state.seats.flatMap(({ participant }) => {
    const own = handInsOf(talk, participant)
    const accepts = own.findLast(({ content }) => content?.accept !== undefined)?.content?.accept
    const done = own.findLast(({ content }) => content?.done !== undefined)?.content?.done
    return [
      ...(accepts ? [`${nameOf(participant)} accepts the revision`] : []),
      ...(done ? [`${nameOf(participant)} says the work is done`] : []),
    ]
  })
}

/** Objections nobody changed their mind about, refusals, and seats that said nothing. */
function openQuestions(talk: Talk, nameOf: (participant: string) => string): string[] {
  const { seats, handIns } = talk.state
  const lastChange = handIns.findLast(({ content }) => content?.decision === 'change')?.number ?? 0
  const settled = handIns.some(({ content }) => content?.accept)
  const objections = settled
    ? []
    : handIns
        .filter(({ number }) => number > lastChange)
        .flatMap(({ participant, content }) =>
          (content?.objections ?? []).map(
            ({ claim }) => `${nameOf(participant)} objects: ${firstWords(claim, 200)}`,
          ),
        )
  const silent = seats
    .filter(({ participant }) => handInsOf(talk, participant).length === 0)
    .map(({ participant }) => `${nameOf(participant)} has handed in nothing`)
  const refused = seats.flatMap(({ participant }) => {
    const last = handInsOf(talk, participant).findLast(
      ({ content }) => content?.accept !== undefined,
    )
    return last?.content?.accept === false
      ? [`${nameOf(participant)} does not accept the revision`]
      : []
  })
  return [...objections, ...refused, ...silent]
}

function changesIn(talk: Talk): TalkResult['changes'] {
  return talk.state.handIns
    .filter(({ content }) => content?.decision === 'change')
    .map((handIn) => ({
      participant: handIn.participant,
      from:
        handInsOf(talk, handIn.participant).findLast(
          ({ number, content }) => number < handIn.number && content?.answer,
        )?.content?.answer ?? null,
      to: handIn.content?.answer ?? null,
      reason: handIn.content?.reason ?? '',
      supported: handIn.marks.length === 0,
    }))
}
