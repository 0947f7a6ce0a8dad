/** Programs that answer, as the panel sees them. */
import type { MethodResult } from '../../../main/contract.ts'
import type { seatMethods } from '../../../main/contract/seats.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { HandlersOf } from '../../../main/bridge/control/handlers.ts'
import type { Desk } from './desk.ts'

type Seat = MethodResult<'seats.list'>[number]
type Wake = MethodResult<'wake.log'>[number]
type Wakeable = MethodResult<'wake.list'>[number]
type OpenApplication = Wakeable['ways'][number] & { participant: string }

export interface SeatsState {
  programs: MethodResult<'seats.programs'>
  seats: Seat[]
  wakes: Wake[]
  /** Open applications that are told. */
  openApplications: OpenApplication[]
  /** What a test of a seat finds wrong. */
  seatProblem: MethodResult<'seats.test'>['problem']
}

const program = (
  id: Seat['program'],
  title: string,
  more: Partial<SeatsState['programs'][number]> = {},
): SeatsState['programs'][number] => ({
  id,
  title,
  path: null,
  version: null,
  known: false,
  versions: [],
  mayWrite: false,
  limits: 'Reads only the folder.',
  ...more,
})

export const noSeats = (): SeatsState => ({
  programs: [
    program('claude-code', 'Claude Code', {
      path: '/usr/bin/claude',
      version: '2.1.332',
      known: true,
      mayWrite: true,
    }),
    program('codex', 'Codex', { path: '/usr/bin/codex', version: '0.172.0', mayWrite: true }),
    program('gemini', 'Gemini CLI'),
    program('command', 'A command'),
  ],
  seats: [],
  wakes: [],
  openApplications: [],
  seatProblem: null,
})

export const aWake = (over: Partial<Wake> = {}): Wake => ({
  id: 1,
  participant: 'chatgpt',
  door: 'seat',
  cause: 'letter',
  about: 't4',
  at: '2026-11-21T09:00:00.000Z',
  endedAt: '2026-11-21T09:00:12.000Z',
  outcome: 'done',
  error: null,
  detail: null,
  calls: 2,
  ...over,
})

export const aSeat = (over: Partial<Seat> = {}): Seat => ({
  participant: 'chatgpt',
  program: 'codex',
  title: 'Codex',
  path: '/usr/bin/codex',
  args: [],
  folder: '/home/ann/plans',
  readOnly: true,
  version: '0.171.0',
  limits: 'Reads no files.',
  running: null,
  last: null,
  ...over,
})

export function seatHandlers({ state, emit }: Desk<SeatsState>): HandlersOf<typeof seatMethods> {
  const seatOf = (participant: string): Seat => {
    const seat = state.seats.find((one) => one.participant === participant)
    if (!seat) throw new BridgeError('no-seat', { participant })
    return seat
  }
  const wakeable = (participant: string): Wakeable => {
    const ways = state.openApplications
      .filter((one) => one.participant === participant)
      .map(({ way, target }) => ({ way, target }))
    const answered = state.seats.some((one) => one.participant === participant)
    return {
      participant,
      doors: [...ways.map(({ way }) => way), ...(answered ? (['seat'] as const) : [])],
      ways,
    }
  }
  return {
    'seats.programs': () => state.programs,
    'seats.list': () => state.seats,
    'seats.set': ({ participant, program: id, folder, readOnly }) => {
      if (!folder.startsWith('/')) {
        throw new BridgeError('seat-folder', { folder, problem: 'it is not an absolute path' })
      }
      const { title = '', version = null } = state.programs.find((one) => one.id === id) ?? {}
      const seat = aSeat({ participant, program: id, title, version, folder, readOnly })
      state.seats = [...state.seats.filter((one) => one.participant !== participant), seat]
      emit('seats')
      return seat
    },
    'seats.remove': ({ participant }) => {
      const seat = seatOf(participant)
      state.seats = state.seats.filter((one) => one !== seat)
      emit('seats')
      return seat
    },
    'seats.stop': ({ participant }) => {
      const seat = seatOf(participant)
      const stopped = seat.running !== null
      const last = aWake({ participant, outcome: 'stopped', error: 'seat-stopped' })
      state.seats = state.seats.map((one) => (one === seat ? { ...one, running: null, last } : one))
      emit('seats')
      return { stopped }
    },
    'seats.test': ({ participant }) => {
      seatOf(participant)
      return { wake: aWake({ participant, cause: 'test' }), problem: state.seatProblem }
    },
    'wake.list': () => ['claude', 'chatgpt'].map(wakeable),
    'wake.log': () => state.wakes,
    'wake.set': ({ participant, way, target }) => {
      const others = state.openApplications.filter(
        (one) => one.participant !== participant || one.way !== way,
      )
      state.openApplications = target === null ? others : [...others, { participant, way, target }]
      emit('seats')
      return wakeable(participant)
    },
    'wake.test': ({ participant, way }) => ({
      wake: aWake({ participant, door: way, cause: 'test' }),
      problem: state.seatProblem,
    }),
    'wake.now': ({ participant }) => aWake({ participant }),
  }
}
