/** Programs that answer for a participant, and waking, as the owner steers them. */
import type { seatMethods } from '../../contract/seats.ts'
import { BridgeError } from '../base/errors.ts'
import type { Conversation } from '../conversation/types.ts'
import { recipeOf } from '../seats/recipes/all.ts'
import type { Seat, Seats } from '../seats/types.ts'
import type { Wake, Waking } from '../wake/types.ts'
import type { Ways } from '../wake/ways.ts'
import { byOwner } from '../wake/waking.ts'
import type { HandlersOf } from './handlers.ts'

export interface SeatMethodsDeps {
  conversation: Pick<Conversation, 'participants' | 'addParticipant'>
  seats: Seats
  waking: Waking
  ways: Ways
}

export function seatHandlers(deps: SeatMethodsDeps): HandlersOf<typeof seatMethods> {
  const { conversation, seats, waking, ways } = deps

  const view = (seat: Seat) => {
    const { participant } = seat
    const { title, limits } = recipeOf(seat.program)
    const running = seats.running().find((one) => one.participant === participant)
    const last = waking
      .log({ participant, limit: 20 })
      .find(({ door, endedAt }) => door === 'seat' && endedAt !== null)
    return {
      ...seat,
      title,
      limits,
      running: running
        ? { about: running.about, since: iso(running.since), calls: running.calls }
        : null,
      last: last ? wakeView(last) : null,
    }
  }

  const wakeable = (participant: string) => ({
    participant,
    doors: waking.doorsOf(participant),
    ways: ways
      .list()
      .filter((one) => one.participant === participant)
      .map(({ way, target }) => ({ way, target })),
  })

  const known = (participant: string): void => {
    const all = conversation.participants().map(({ id }) => id)
    if (participant === 'owner') throw new BridgeError('owner-reserved')
    if (!all.includes(participant)) {
      throw new BridgeError('unknown-participant', { participant, known: all.join(', ') })
    }
  }

  return {
    'seats.programs': async () =>
      (await seats.programs()).map(({ recipe, path, version }) => ({
        id: recipe.id,
        title: recipe.title,
        path,
        version,
        known: version !== null && recipe.versions.includes(version),
        versions: [...recipe.versions],
        mayWrite: recipe.mayWrite,
        limits: recipe.limits,
      })),
    'seats.list': () => seats.list().map(view),
    'seats.set': async (request) => {
      const { participant } = request
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      const known = conversation.participants().some(({ id }) => id === participant)
      if (!known) await conversation.addParticipant(participant)
      const seat = await seats.set(request)
      waking.look(participant)
      return view(seat)
    },
    'seats.remove': async ({ participant }) => view(await seats.remove(participant)),
    'seats.stop': ({ participant }) => ({ stopped: seats.stop(participant, byOwner) }),
    'seats.test': async ({ participant }) => {
      if (!seats.get(participant)) throw new BridgeError('no-seat', { participant })
      const { wake, error } = await waking.test(participant, 'seat')
      return { wake: wakeView(wake), problem: error && problemOf(error) }
    },
    'wake.list': () =>
      conversation
        .participants()
        .filter(({ id }) => id !== 'owner')
        .map(({ id }) => wakeable(id)),
    'wake.log': (request) => waking.log(request).map(wakeView),
    'wake.set': async ({ participant, way, target }) => {
      known(participant)
      await ways.set(participant, way, target)
      waking.look(participant)
      return wakeable(participant)
    },
    'wake.test': async ({ participant, way }) => {
      if (!ways.of(participant, way)) throw new BridgeError('no-way-to-wake', { participant })
      const { wake, error } = await waking.test(participant, way)
      return { wake: wakeView(wake), problem: error && problemOf(error) }
    },
    'wake.now': async ({ participant }) => wakeView(await waking.now(participant)),
  }
}

const iso = (at: number): string => new Date(at).toISOString()

const wakeView = (wake: Wake) => ({
  ...wake,
  at: iso(wake.at),
  endedAt: wake.endedAt === null ? null : iso(wake.endedAt),
})

const problemOf = ({ code, message, side, next }: BridgeError) => ({
  code,
  sentence: message,
  side,
  action: next,
  link: null,
})
