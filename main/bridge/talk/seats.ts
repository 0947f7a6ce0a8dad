/** Who sits where: roles as the form has them, and aliases in a random order. */
import { BridgeError } from '../base/errors.ts'
import type { Form } from './form.ts'
import type { BeginRequest } from './talk-types.ts'
import type { Seat } from './types.ts'

/** `random` gives a number from 0 up to its argument. */
export function seatsFor(
  form: Form,
  asked: BeginRequest['seats'],
  random: (below: number) => number,
): Seat[] {
  if (new Set(asked.map(({ participant }) => participant)).size !== asked.length) {
    throw wrong('One participant can have one seat only.')
  }
  if (asked.some(({ participant }) => participant === 'owner')) {
    throw wrong('The owner has no seat: they steer the talk.')
  }
  const { least, most } = form.seats
  if (asked.length < least || asked.length > most) {
    throw wrong(`"${form.title}" is for ${least === most ? least : `${least} to ${most}`} seats.`)
  }
  const aliases = shuffled(asked.length, random)
  const seats = asked.map(({ participant, role }, index) => ({
    participant,
    role: role ?? form.usualRoles[index] ?? null,
    alias: aliases[index] ?? '',
  }))
  for (const { role } of seats) {
    if (role !== null && !form.roles.some(({ id }) => id === role)) {
      const known = form.roles.map(({ id }) => id).join(', ') || 'none'
      throw wrong(`"${form.title}" has no role "${role}"; its roles: ${known}.`)
    }
  }
  for (const { who, title } of form.phases) {
    if (who !== 'all' && !seats.some(({ role }) => role === who)) {
      throw wrong(`Nobody has the role "${who}", which "${title}" needs.`)
    }
  }
  return seats
}

/** "A", "B"… in an order that tells nothing about the seats. */
function shuffled(count: number, random: (below: number) => number): string[] {
  const letters = Array.from({ length: count }, (_, index) => String.fromCharCode(65 + index))
  for (let last = letters.length - 1; last > 0; last -= 1) {
    const other = random(last + 1)
    const [a = '', b = ''] = [letters[last], letters[other]]
    letters[last] = b
    letters[other] = a
  }
  return letters
}

const wrong = (problem: string) => new BridgeError('invalid-input', { problem })
