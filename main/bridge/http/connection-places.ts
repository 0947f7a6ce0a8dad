/**
 * Which connections are kept when there are too many. Each has a place by what is known of it now;
 * where a place is full, the oldest in it gives way. So a newcomer always gets in, and has until as
 * many others have come after it to show that it is somebody: one turn of the event loop is enough.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionLimits } from './connection-limits.ts'

/**
 * `opening`: no head yet. `strangers`, `local`: a request of somebody not let in. `idle`: between
 * requests. `admitted`: a request of somebody let in. `known`: idle, and once carried such a request.
 */
const names = ['opening', 'strangers', 'local', 'idle', 'known', 'admitted'] as const
export type Place = (typeof names)[number]

export interface Connection {
  socket: Socket
  place: Place
  /** When it came to its place, on the monotonic clock. */
  since: number
  /** Has carried a request of somebody let in. */
  known: boolean
  /** The newest request and its answer. */
  asked?: { request: IncomingMessage; response: ServerResponse }
}

export interface ConnectionPlaces {
  open(socket: Socket): Connection
  /** Makes it the newest of `place`. */
  move(connection: Connection, place: Place): void
  close(connection: Connection): void
  /** Those with a request of somebody not let in that began `ms` ago and has not all arrived. */
  late(ms: number): Connection[]
  count(place: Place): number
}

export function createConnectionPlaces(
  limits: Pick<ConnectionLimits, 'total' | 'opening' | 'strangers' | 'local' | 'idle'>,
  giveWay: (connection: Connection) => void,
): ConnectionPlaces {
  // Sets keep the order in which members were added: the first is the oldest.
  const places = new Map(names.map((name) => [name, new Set<Connection>()]))
  const at = (place: Place) => places.get(place) as Set<Connection>
  const most: Partial<Record<Place, number>> = limits
  let total = 0

  function close(connection: Connection): void {
    if (at(connection.place).delete(connection)) total -= 1
  }

  function drop(connection: Connection | undefined): void {
    if (!connection) return
    close(connection)
    giveWay(connection)
  }

  function makeRoom(place: Place): void {
    const members = at(place)
    if (members.size > (most[place] ?? limits.total)) drop(firstToDrop(members))
  }

  return {
    open(socket) {
      const connection: Connection = {
        socket,
        place: 'opening',
        since: performance.now(),
        known: false,
      }
      at('opening').add(connection)
      total += 1
      makeRoom('opening')
      // Only those who were let in can have filled what the caps leave.
      if (total > limits.total) drop(first(at('idle')) ?? first(at('known')) ?? connection)
      return connection
    },
    move(connection, place) {
      // One that gave way is not counted again by what was still to come of it.
      if (!at(connection.place).delete(connection)) return
      connection.place = place
      connection.since = performance.now()
      at(place).add(connection)
      makeRoom(place)
    },
    close,
    late(ms) {
      const begun = performance.now() - ms
      return [...at('strangers'), ...at('local')].filter(
        (connection) => connection.since <= begun && isHalfSent(connection),
      )
    },
    count: (place) => at(place).size,
  }
}

const first = <T>(members: Set<T>): T | undefined => members.values().next().value

/** Of those before the newcomer: the oldest that still owes part of its request, or the oldest. */
function firstToDrop(members: Set<Connection>): Connection | undefined {
  let before = members.size - 1
  for (const connection of members) {
    if (before === 0) break
    if (isHalfSent(connection)) return connection
    before -= 1
  }
  return first(members)
}

export const isHalfSent = ({ asked }: Connection): boolean => asked?.request.complete === false
