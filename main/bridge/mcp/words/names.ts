/** How participants are called in what models read. */
import { systemName, systemSender } from '../../conversation/participants.ts'

/** "Claude" for claude, as the owner named it; unknown ids stand for themselves. */
export type NameOf = (participant: string) => string

export const namesIn = (people: readonly { id: string; name: string }[]): NameOf => {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  names.set(systemSender, systemName)
  return (participant) => names.get(participant) ?? participant
}

/** The owner, or a participant with its name in quotation marks, so that no name can pose as more. */
export function named(participant: string, nameOf: NameOf): string {
  if (participant === 'owner') return 'the owner'
  if (participant === systemSender) return `${systemName} itself`
  const name = nameOf(participant)
  return name === participant ? participant : `${JSON.stringify(name)} (${participant})`
}
