/** The report of a soak, as Markdown. */
import type { Answers } from './hostile.ts'
import type { Ledger } from './ledger.ts'
import type { Verdict } from './verdicts.ts'

const mostShown = 20
const longest = 300

export function report(soak: {
  title: string
  verdicts: readonly Verdict[]
  answers: Answers
  ledger: Pick<Ledger, 'faults' | 'serverErrors'>
}): string {
  const date = new Date().toISOString().slice(0, 10)
  const broken = soak.verdicts.filter(({ kept }) => kept === false).length
  return [
    `\n${date}, ${soak.title}\n`,
    ...table(
      ['what', 'measured', 'bound', 'verdict'],
      soak.verdicts.map(({ what, measured, bound, kept }) => [what, measured, bound, word(kept)]),
    ),
    '',
    ...table(
      ['attack', 'answers'],
      [...soak.answers]
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, statuses]) => [
          name,
          [...statuses]
            .toSorted(([, one], [, other]) => other - one)
            .map(([status, count]) => `${status} × ${count}`)
            .join(', '),
        ]),
    ),
    ...shown('Answers of 500 and above', soak.ledger.serverErrors),
    ...shown('Faults', soak.ledger.faults),
    `\n${broken === 0 ? 'Every promise was kept.' : `Broken promises: ${broken}.`}\n`,
  ].join('\n')
}

const word = (kept: boolean | undefined): string =>
  kept === undefined ? '' : kept ? 'kept' : '**broken**'

const table = (head: string[], rows: string[][]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${' --- |'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]

function shown(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const some = lines.slice(0, mostShown).map((line) => `- ${line.slice(0, longest)}`)
  const more = lines.length > mostShown ? [`- and ${lines.length - mostShown} more`] : []
  return [`\n${title}:\n`, ...some, ...more]
}
