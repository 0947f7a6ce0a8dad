/** The result as a document of its own, for a shared file or a download. */
import { quote } from '../conversation/quote.ts'
import type { Talk, TalkResult } from './talk-types.ts'

type NameOf = (participant: string) => string

export function resultMarkdown(
  talk: Talk,
  result: Omit<TalkResult, 'markdown'>,
  nameOf: NameOf,
): string {
  const seats = talk.state.seats.map(({ participant, role }) =>
    role === null ? nameOf(participant) : `${nameOf(participant)} (${role})`,
  )
  const changes = result.changes.map(
    ({ participant, from, to, reason, supported }) =>
      `${nameOf(participant)}: ${from ?? 'no answer'} → ${to ?? 'no answer'}. ${reason}${supported ? '' : ' (unsupported change)'}`,
  )
  const sections = [
    `# ${oneLine(talk.title)}`,
    quote(talk.question),
    `${talk.state.form.title} between ${seats.join(' and ')}, ${day(talk.startedAt)}.`,
    section('Verdict', result.verdict === null ? 'None was given.' : quote(result.verdict)),
    section('Agreed', list(result.agreed)),
    section('Disagreed', list(result.disagreed)),
    section('Open questions', list(result.open)),
    section('Changes of mind', list(changes)),
    confidences(talk, nameOf),
    section('Files', list(talk.files)),
    `The transcript is thread ${talk.id} of the bridge; its log and export have every word.`,
  ]
  return `${sections.filter((one) => one !== '').join('\n\n')}\n`
}

const section = (title: string, text: string): string =>
  text === '' ? '' : `## ${title}\n\n${text}`

const list = (lines: readonly string[]): string =>
  lines.map((line) => `- ${oneLine(line)}`).join('\n')

/** Foreign words cannot begin a heading or another item. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

function confidences(talk: Talk, nameOf: NameOf): string {
  const rows = talk.state.handIns.flatMap(({ participant, phase, content }) => {
    if (content?.confidence === undefined) return []
    const title = talk.state.form.phases.find(({ id }) => id === phase)?.title ?? phase
    return [`| ${nameOf(participant)} | ${title} | ${content.confidence} |`]
  })
  if (rows.length === 0) return ''
  return section(
    'Confidence',
    [
      'Collected, not counted: what a model says of its own certainty decides nothing.',
      '',
      '| who | when | of 100 |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n'),
  )
}
