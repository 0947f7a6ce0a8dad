/** What the pretended bridge's doctor has to say. */
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { Desk, FakeHandlers } from './desk.ts'
import type { TunnelState } from './tunnel.ts'

type Rehearsal = MethodResult<'doctor.rehearsals'>[number]
type HarAnswer = MethodResult<'doctor.har'>

export interface DoctorState {
  ladders: MethodResult<'doctor.ladders'>
  rehearsals: Rehearsal[]
  explanations: MethodResult<'doctor.explain'>
  /** What is found in any HAR file. */
  harSteps: HarAnswer['steps']
  /** The pieces of HAR files that arrived, by upload. */
  har: Record<string, string>
  system: MethodResult<'doctor.system'>
}

export const nothingWrong = (): DoctorState => ({
  ladders: [],
  rehearsals: [],
  explanations: [],
  harSteps: [],
  har: {},
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

export function doctorHandlers({ state, emit }: Desk<DoctorState & TunnelState>): FakeHandlers {
  return {
    'doctor.ladders': () => state.ladders,
    'doctor.forget': ({ id }) => {
      state.ladders = state.ladders.filter((ladder) => ladder.id !== id)
      emit('doctor')
      return state.ladders
    },
    'doctor.rehearse': ({ as }) => {
      if (state.rehearsals.some((one) => one.state === 'running')) {
        throw new BridgeError('rehearsal-running')
      }
      const rehearsal: Rehearsal = {
        id: `r${state.rehearsals.length + 1}`,
        as,
        origin: new URL(state.mcpUrl).origin,
        state: 'running',
        startedAt: new Date().toISOString(),
        steps: [
          {
            id: 'reach',
            title: 'Reach the address',
            state: 'running',
            detail: '',
            tookMs: null,
            deadlineMs: 10_000,
            problem: null,
          },
        ],
      }
      state.rehearsals.unshift(rehearsal)
      emit('doctor')
      return rehearsal
    },
    'doctor.rehearsals': () => state.rehearsals,
    'doctor.explain': () => state.explanations,
    'doctor.har': ({ upload = `h${Object.keys(state.har).length + 1}`, text, last }) => {
      state.har[upload] = (state.har[upload] ?? '') + text
      return {
        upload,
        findings: last ? state.explanations : null,
        steps: last ? state.harSteps : [],
      }
    },
    'doctor.system': () => state.system,
  }
}
