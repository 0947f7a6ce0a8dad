/** Why it does not work, as the panel and the command line ask: ladders, rehearsals, this computer. */
import type { doctorMethods } from '../../contract/doctor.ts'
import type { Ladders } from '../doctor/ladder/ladders.ts'
import type { Rehearsals } from '../doctor/rehearsal/rehearsals.ts'
import type { SystemStep } from '../doctor/system/system.ts'
import type { HandlersOf } from './handlers.ts'

export interface DoctorMethodsDeps {
  ladders: Pick<Ladders, 'list' | 'forget' | 'onChange'>
  /** When a client on record last used its token. */
  lastUsed: (clientId: string) => string | null
  rehearsals: Pick<Rehearsals, 'start' | 'list' | 'onChange'>
  system: () => Promise<SystemStep[]>
}

/** What reads pasted texts and files is in doctor-explain-methods.ts. */
export function doctorHandlers(
  deps: DoctorMethodsDeps,
): Omit<HandlersOf<typeof doctorMethods>, 'doctor.explain' | 'doctor.har'> {
  const { ladders, lastUsed, rehearsals, system } = deps
  /** A ladder ends where its client has come across; when it was last here, the list of clients knows. */
  const list = () =>
    ladders.list().map((ladder) => {
      const used = ladder.clientId === null ? null : lastUsed(ladder.clientId)
      return used !== null && used > ladder.lastAt ? { ...ladder, lastAt: used } : ladder
    })
  return {
    'doctor.ladders': list,
    'doctor.forget': ({ id }) => {
      ladders.forget(id)
      return list()
    },
    'doctor.rehearse': ({ as }) => rehearsals.start(as),
    'doctor.rehearsals': () => rehearsals.list(),
    'doctor.system': () => system(),
  }
}
