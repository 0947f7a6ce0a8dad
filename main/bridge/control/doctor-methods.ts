/** Why it does not work, as the panel and the command line ask: ladders, rehearsals, this computer. */
import type { doctorMethods } from '../../contract/doctor.ts'
import type { Ladders } from '../doctor/ladder/ladders.ts'
import type { HandlersOf } from './handlers.ts'

export interface DoctorMethodsDeps {
  ladders: Pick<Ladders, 'list' | 'forget' | 'onChange'>
}

export function doctorHandlers({
  ladders,
}: DoctorMethodsDeps): Pick<HandlersOf<typeof doctorMethods>, 'doctor.ladders' | 'doctor.forget'> {
  return {
    'doctor.ladders': () => ladders.list(),
    'doctor.forget': ({ id }) => {
      ladders.forget(id)
      return ladders.list()
    },
  }
}
