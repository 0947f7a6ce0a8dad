/** What the pretended bridge's doctor has to say. */
import type { MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'

export interface DoctorState {
  ladders: MethodResult<'doctor.ladders'>
  rehearsals: MethodResult<'doctor.rehearsals'>
  findings: MethodResult<'doctor.explain'>
  system: MethodResult<'doctor.system'>
}

export const nothingWrong = (): DoctorState => ({
  ladders: [],
  rehearsals: [],
  findings: [],
  system: [
    {
      id: 'clock',
      title: 'The clock of this computer is right',
      state: 'ok',
      detail: 'It differs by less than a second.',
      tookMs: 31,
      deadlineMs: null,
      problem: null,
    },
  ],
})

export function doctorHandlers({ state, emit }: Desk<DoctorState>): FakeHandlers {
  return {
    'doctor.ladders': () => state.ladders,
    'doctor.forget': ({ id }) => {
      state.ladders = state.ladders.filter((ladder) => ladder.id !== id)
      emit('doctor')
      return state.ladders
    },
    'doctor.rehearse': ({ as }) => {
      const rehearsal = {
        id: `r${state.rehearsals.length + 1}`,
        as,
        origin: 'https://quiet-river-bank.trycloudflare.com',
        state: 'passed' as const,
        startedAt: new Date().toISOString(),
        steps: [],
      }
      state.rehearsals.unshift(rehearsal)
      emit('doctor')
      return rehearsal
    },
    'doctor.rehearsals': () => state.rehearsals,
    'doctor.explain': () => state.findings,
    'doctor.har': ({ upload = 'h1', last }) => ({
      upload,
      findings: last ? state.findings : null,
      steps: [],
    }),
    'doctor.system': () => state.system,
  }
}
