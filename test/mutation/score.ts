/** The outcome of a mutation run, by folder of the bridge. */
import type { Mutant } from './mutant.ts'

export interface Verdict {
  mutant: Mutant
  killed: boolean
}

const folderOf = ({ file }: Mutant) => file.split('/')[2] ?? file

/** Who survived, then one line for each folder and one for all. */
export function scoreLines(verdicts: readonly Verdict[]): string[] {
  const folders = Map.groupBy(verdicts, ({ mutant }) => folderOf(mutant))
  const survivors = verdicts.filter(({ killed }) => !killed)
  return [
    ...survivors.map(({ mutant }) => `survived: ${mutant.file}: ${mutant.why}`),
    ...[...folders].map(([folder, of]) => line(folder, of)),
    line('all', verdicts),
  ]
}

function line(name: string, verdicts: readonly Verdict[]): string {
  const killed = verdicts.filter((verdict) => verdict.killed).length
  const percent = verdicts.length === 0 ? 0 : Math.floor((killed / verdicts.length) * 100)
  return `${name.padEnd(14)}${`${killed} of ${verdicts.length}`.padStart(11)}  ${percent} %`
}
